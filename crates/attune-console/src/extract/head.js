// HOW TO USE IT  Open a security level, an API user, or the page Protected Data Permission. Open the developer tools (F12), choose
//                their console, paste all of this, press Enter. (A browser may ask you first to type `allow pasting`.)
//                The answer goes to your clipboard, or is shown as JSON where it cannot. Save it as a file, one for each page.
//                Then: attune capture --from FILE
// WHAT LEAVES    Nothing leaves this page by itself. The answer holds labels, boxes, rights and the fields that attune manages; texts
//                beside labels that it has no word for, names of people, messages and the page's title are taken out first.
//
