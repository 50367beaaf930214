/**
 * Query parameters that say how a reader came, never which page it is, apart by spaces. A name ending in `*` stands for the prefix.
 * Each is specific enough to be safe on any site: words such as `ref`, `id`, `sid` or `source` name pages somewhere.
 */
export const TRACKING_PARAMS = `
  utm_* mtm_* matomo_* pk_* piwik_* hsa_* oly_* at_* ns_* wt.* ga_* _bta_* trk_* fbclid gclid gclsrc dclid
  gbraid wbraid gad_source gad_campaignid msclkid yclid ysclid ymclid twclid ttclid li_fat_id igshid igsh epik
  rdt_cid irclickid vero_id vero_conv wickedid fb_action_ids fb_action_types fb_ref fb_source _ga _gl _ke _hsenc
  _hsmi __hssc __hstc __hsfp hsctatracking mc_cid mc_eid mkt_tok ml_subscriber ml_subscriber_hash cmpid xtor
  ocid spm scm yptr guccounter guce_referrer guce_referrer_sig sr_share s_cid ncid icid cvid ref_src ref_url
  sc_campaign sc_channel sc_content sc_medium sc_outcome sc_geo sc_country ftag smid share_id sharetype
  print_referrer rb_clickid itm_source itm_medium itm_campaign itm_content itm_term unicorn_click_id tt_medium
  tt_content _openstat mindbox-click-id fromrss feedtype outputtype_rss rss_source traffic_source trackingcode
  wprov
`

/** Parameters that carry a session or a signature: they change from fetch to fetch on the same page. */
export const VOLATILE_PARAMS = `
  phpsessid jsessionid aspsessionid* sessionid session_id sessid cfid cftoken osid nocache cachebust
  cache_buster _ts x-amz-* awsaccesskeyid x-goog-* expires signature sig hmac
`

const EXACT = new Set<string>()
const PREFIXES: string[] = []
for (const name of [TRACKING_PARAMS, VOLATILE_PARAMS].flatMap((list) => list.trim().split(/\s+/))) {
  if (name.endsWith('*')) PREFIXES.push(name.slice(0, -1))
  else EXACT.add(name)
}

/** Whether a query parameter can be dropped without changing which page the address names. */
export function isTrackingParam(name: string): boolean {
  const lowered = name.toLowerCase()
  return EXACT.has(lowered) || PREFIXES.some((prefix) => lowered.startsWith(prefix))
}
