"""Which test files take longest."""

LONGEST = (
    "cli/test_build_command.py",
    "test_recipes.py",
    "build/test_any_markdown.py",
    "slides/test_any_foreign_package.py",
    "preview/test_page.py",
    "slides/test_rendering.py",
    "slides/test_outside_programs.py",
    "slides/test_any_deck.py",
    "slides/test_memory.py",
    "web/test_in_a_browser.py",
    "build/test_many_clinics.py",
    "build/test_output.py",
    "build/test_no_input_breaks.py",
    "build/test_pipeline.py",
    "paper/test_any_article.py",
    "paper/test_composition.py",
    "cli/test_records.py",
    "paper/test_stylesheet_faults.py",
    "paper/test_contents.py",
)
"""They are begun first: begun last, one would run alone while other cores have nothing to do."""
