"""What comes out: word cloud, appendix, report, workbook and exchange files; each takes a finished result."""
