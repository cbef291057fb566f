/* On a page that moved: a place named after # is carried over to the new address. */
location.replace(document.querySelector("a").href.split("#")[0] + location.hash)
