"""One source file becomes accessible HTML, PDF, DOCX, EPUB and plain text, proven complete."""

__version__ = "0.1.0"
