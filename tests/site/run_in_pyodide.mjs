// Runs `verdicts.py` under Pyodide:
//   node run_in_pyodide.mjs PYODIDE ROOT KEYS > verdicts.json
import { pathToFileURL } from "node:url";
const [folder, root, keys] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${folder}/`, stdout: () => {} });
await python.loadPackage("numpy", { messageCallback: () => {} });
for (const [place, from] of [["/course", root], ["/keys", keys]]) {
  python.FS.mkdirTree(place);
  python.mountNodeFS(place, from);
}
process.stdout.write(python.runPython(`
import json, sys
from pathlib import Path
sys.path.insert(0, "/course")
from tests.site.verdicts import verdicts
json.dumps(verdicts(Path("/course"), Path("/keys")))
`));
