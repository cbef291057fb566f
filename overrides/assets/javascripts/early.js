document.documentElement.className="js";try{const s=localStorage.getItem("hb-scheme");if(s)document.documentElement.dataset.scheme=s}catch{}
