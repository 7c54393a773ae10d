// Whether all frames are loaded.
() => framed(document).every((page) => page.readyState === "complete")
