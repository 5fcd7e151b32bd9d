/**
 * Parameters that say how a reader came to a page, not which page it is. A name that ends in `*` stands for all that
 * begin so. Only what serves nothing else is listed: taking any of them away must leave the link working and leading to
 * the same page. (小红书's `xsec_token` is therefore not in the list: without it a note does not open.)
 */
type Names = readonly string[];

/** Names that mean the same wherever they stand: of advertising, mail and analytics services. */
export const EVERYWHERE: Names = [
  // Google Analytics, Ads and Merchant Centre
  ...['utm_*', '_ga', '_gl', 'gclid', 'gclsrc', 'dclid', 'gbraid', 'wbraid', 'gad_source', 'gad_campaignid', 'srsltid'],
  // Facebook, Instagram, Microsoft, Yahoo, Yandex, X, TikTok, LinkedIn, Reddit, Pinterest, Snapchat
  ...['fbclid', 'fb_action_ids', 'fb_action_types', 'fb_source', 'fb_ref', 'igsh', 'igshid', 'msclkid', 'ymclid'],
  ...['yclid', 'ysclid', '_openstat', 'twclid', 'ttclid', 'li_fat_id', 'rdt_cid', 'epik', 'sccid'],
  // Mailchimp, HubSpot, Marketo, Vero, Omeda, Klaviyo, MailerLite, Listrak, Dotdigital
  ...['mc_cid', 'mc_eid', '_hsenc', '_hsmi', '__hstc', '__hssc', '__hsfp', 'hsctatracking', 'hsa_*', 'mkt_tok'],
  ...['vero_id', 'vero_conv', 'oly_anon_id', 'oly_enc_id', '_ke', '_kx', 'ml_subscriber', 'ml_subscriber_hash'],
  ...['trk_contact', 'trk_msg', 'trk_module', 'trk_sid', 'dm_i'],
  // Matomo, Adobe, Branch, Twitter's widgets
  ...['mtm_*', 'pk_campaign', 'pk_kwd', 'pk_source', 'pk_medium', 'pk_content', 'ef_id', 's_kwcid'],
  ...['_branch_match_id', '_branch_referrer', 'ref_src', 'ref_url'],
  // Alibaba, B 站, 小红书, Amazon
  ...['spm', 'scm', 'spm_id_from', 'vd_source', 'xhsshare', 'xsec_source', 'pd_rd_*', 'pf_rd_*'],
];

/** Names that are tracking on one site and may be anything on another. By the domain, its subdomains included. */
export const BY_DOMAIN: Readonly<Record<string, Names>> = {
  'mp.weixin.qq.com': [
    ...['chksm', 'scene', 'subscene', 'sessionid', 'clicktime', 'enterid', 'ascene', 'realreporttime', 'devicetype'],
    ...['version', 'nettype', 'abtest_cookie', 'exportkey', 'pass_ticket', 'wx_header', 'fasttmpl_type', 'mpshare'],
    ...['srcid', 'sharer_shareinfo', 'sharer_shareinfo_first', 'poc_token', 'from', 'isappinstalled'],
  ],
  'bilibili.com': [
    ...['share_source', 'share_medium', 'share_plat', 'share_session_id', 'share_tag', 'share_times', 'share_from'],
    ...['from_source', 'from_spmid', 'unique_k', 'bbid', 'buvid', 'is_story_h5', 'plat_id', 'timestamp'],
  ],
  'zhihu.com': ['share_code', 'share_source', 'hybrid_search_source', 'hybrid_search_extra', 'zhida_source'],
  'weibo.com': ['from', 'wvr', 'mod', 'refer_flag', 'weiboauthoruid', 'featurecode', 'sudaref', 'is_hot'],
  'weibo.cn': ['from', 'wm', 'featurecode', 'sourcetype', 'luicode', 'lfid', 'sudaref'],
  'xiaohongshu.com': [
    ...['share_id', 'share_channel', 'share_from_user_hidden', 'shareredid', 'author_share', 'appuid', 'apptime'],
    ...['app_platform', 'app_version', 'wechatwid', 'exsource'],
  ],
  'douyin.com': ['share_token', 'share_version', 'share_sign', 'share_link_id', 'previous_page', 'enter_from'],
  'toutiao.com': ['tt_from', 'share_token', 'share_did', 'share_uid', 'wxshare_count', 'upstream_biz'],
  'taobao.com': ['ali_trackid', 'ali_refid', 'ut_sk', 'share_crt_v', 'pvid'],
  'tmall.com': ['ali_trackid', 'ali_refid', 'ut_sk', 'share_crt_v', 'pvid'],
  'csdn.net': ['ops_request_misc', 'request_id', 'biz_id'],
  'youtube.com': ['si', 'feature', 'pp'],
  'youtu.be': ['si', 'feature'],
  'spotify.com': ['si'],
  'x.com': ['s', 't'],
  'twitter.com': ['s', 't'],
  'facebook.com': ['mibextid', '__tn__', '__cft__*'],
  'linkedin.com': ['trk', 'trackingid', 'refid', 'lipi', 'lici', 'rcm'],
  'reddit.com': ['share_id', 'rdt', 'correlation_id', 'ref', 'ref_source'],
  'tiktok.com': ['_r', '_t', 'is_from_webapp', 'sender_device', 'share_link_id'],
};
