"""The question bank: questions read from Markdown, drawn into variants, marked, asked and checked.

`question` is what an author writes, `variant` what a student meets. A page, a terminal or an export needs a
`Variant` alone, which is plain data in both languages.
"""
