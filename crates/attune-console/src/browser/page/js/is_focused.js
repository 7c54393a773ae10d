// Whether keys go to the element: it has the focus of its document, and so has every frame around it.
(element) => {
  for (let node = element; node; node = node.ownerDocument.defaultView.frameElement) {
    if (node.getRootNode().activeElement !== node) return false;
  }
  return true;
}
