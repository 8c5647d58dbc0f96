import { makeGcs } from '../../separated/make-gcs.ts'
import type { NamedFormat } from '../../named-format.ts'

// Usage logs of Google Cloud Storage: CSV, a header row in each file.
export const GCS: NamedFormat = {
  name: 'gcs',
  aliases: ['cloudstorage'],
  samples: [
    '"time_micros","c_ip","c_ip_type","c_ip_region","cs_method","cs_uri","sc_status","cs_bytes","sc_bytes","time_taken_micros","cs_host","cs_referer","cs_user_agent","s_request_id","cs_operation","cs_bucket","cs_object"',
    '"1773131484655123","203.0.113.7","1","","GET","/aide/index.html?x=LEAK","200","0","3126","46012","www.example.fr","https://www.example.org/","curl/8.5.0","LEAK0000","GET_Object","bucket","aide/index.html"',
  ],
  make: makeGcs,
  lacks: { query: 'in-target' },
}
