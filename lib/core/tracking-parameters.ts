/**
 * Parameters that say how a reader came to a page, not which page it is, in lower case. A name that ends in `*` stands for
 * all that begin so. Only what serves nothing else is listed: taking any of them away must leave the link working and
 * leading to the same page. (小红书's `xsec_token` is therefore not in the list: without it a note does not open.)
 */
const names = (...lines: string[]): readonly string[] => lines.join(' ').split(' ');

/** Names that mean the same wherever they stand: of advertising, mail and analytics services. */
export const EVERYWHERE = names(
  // Google, Facebook, Instagram
  'utm_* _ga _gl gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid fbclid igsh igshid',
  // Microsoft, Yahoo, Yandex, X, TikTok, LinkedIn, Reddit, Pinterest, Snapchat
  'msclkid yclid ysclid _openstat twclid ref_src ref_url ttclid li_fat_id rdt_cid epik sccid',
  // Mailchimp, HubSpot, Marketo, Vero, Omeda, Klaviyo
  'mc_cid mc_eid _hsenc _hsmi __hstc __hssc __hsfp hsa_* mkt_tok vero_id vero_conv oly_anon_id oly_enc_id _kx',
  // Matomo, Adobe, Branch
  'mtm_* pk_campaign pk_kwd s_kwcid ef_id _branch_match_id',
  // 阿里, B 站, 小红书, Amazon
  'spm scm spm_id_from vd_source xhsshare xsec_source pd_rd_* pf_rd_*',
);

/** Names that are tracking on one site and may be anything on another. By the domain, its subdomains included. */
export const BY_DOMAIN: Readonly<Record<string, readonly string[]>> = {
  'mp.weixin.qq.com': names(
    'chksm scene subscene sessionid clicktime enterid ascene exportkey pass_ticket wx_header',
    'mpshare srcid sharer_shareinfo sharer_shareinfo_first from isappinstalled',
  ),
  'bilibili.com': names('share_* unique_k bbid from_spmid from_source'),
  'zhihu.com': names('share_code hybrid_search_source hybrid_search_extra'),
  'weibo.com': names('from wvr mod refer_flag weiboauthoruid'),
  'xiaohongshu.com': names('share_* shareredid author_share appuid apptime app_platform app_version'),
  'douyin.com': names('share_* previous_page enter_from'),
  'toutiao.com': names('share_* wxshare_count tt_from'),
  'taobao.com': names('ali_trackid ali_refid ut_sk share_* pvid'),
  'tmall.com': names('ali_trackid ali_refid ut_sk share_* pvid'),
  'csdn.net': names('ops_request_misc request_id biz_id'),
  'youtube.com': names('si feature pp'),
  'youtu.be': names('si feature'),
  'x.com': names('s t'),
  'twitter.com': names('s t'),
  'facebook.com': names('mibextid __tn__ __cft__*'),
  'linkedin.com': names('trk trackingid refid lipi rcm'),
  'reddit.com': names('share_id rdt correlation_id'),
};
