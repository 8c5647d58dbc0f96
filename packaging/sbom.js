/**
 * The software bill of materials, in CycloneDX: what the bundler put into the program, which no lock file says. It has no time
 * and no serial number, so that the same sources give the same bytes.
 *
 * @param {{ name: string, version: string, description: string, license: string }} program
 * @param {ReturnType<typeof import('../build/contained.js').containedIn>} packages
 */
export function sbomOf({ name, version, description, license }, packages) {
  const purl = `pkg:npm/${name}@${version}`
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': purl,
        name,
        version,
        description,
        licenses: licensesOf(license),
        purl,
      },
    },
    components: packages.map(componentOf),
    dependencies: [
      { ref: purl, dependsOn: packages.map((contained) => contained.purl) },
      ...packages.map((contained) => ({ ref: contained.purl })),
    ],
  }
  return `${JSON.stringify(bill, undefined, 2)}\n`
}

function componentOf({ name, version, license, purl }) {
  const [own, group] = name.split('/').reverse()
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group && { group }),
    name: own,
    version,
    licenses: licensesOf(license),
    purl,
  }
}

function licensesOf(license) {
  return [/ (?:AND|OR) /.test(license) ? { expression: license } : { license: { id: license } }]
}
