/// The style sheet of the HTML page.
enum SummaryStyle {
    /// The SHA-256 of ``sheet`` in Base64.
    ///
    /// The page's policy allows this one style and nothing else. A test computes it.
    static let hash = "29AlcqucokamKyYUeGpXwzzjONuqD3vaeEX8IDD6oIQ="

    /// The style sheet; what it holds is never data.
    static let sheet: StaticString = """
        :root{--bg:#fff;--card:#f6f7f9;--ink:#1d222b;--soft:#555d6b;--line:#dfe3e8;--main:#2257b8;--second:#b3541e;\
        --limits:#e9ecf1;--s1:#2257b8;--s2:#c05a16;--s3:#1f7d5a;--s4:#8f4a9c;--s5:#6b7280}
        @media (prefers-color-scheme:dark){:root{--bg:#14171c;--card:#1d2129;--ink:#e7e9ee;--soft:#a9b1be;--line:#323844;\
        --main:#7fb0ff;--second:#f2a36b;--limits:#272d37;--s1:#7fb0ff;--s2:#f2a36b;--s3:#5cc9a0;--s4:#d59be0;--s5:#a3aab6}}
        *{box-sizing:border-box}
        html{color-scheme:light dark;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,\
        "Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",Meiryo,sans-serif}
        main{max-width:1000px;margin:0 auto;padding:28px 24px 48px}
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 10px}
        h2{font-size:1.1rem;margin:34px 0 8px;padding-top:14px;border-top:1px solid var(--line)}
        p{margin:0 0 6px}
        .lead{font-size:1.05rem;max-width:56em}
        .notice{border-left:4px solid var(--second);padding:2px 10px;color:var(--soft)}
        .note,.label{color:var(--soft);font-size:.85rem}
        .note{margin:4px 0 0}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px;margin-top:18px}
        .tile{background:var(--card);border-radius:8px;padding:12px 14px}
        .tile .value{font-size:1.7rem;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums}
        .tile .spark{width:126px;height:30px;margin-top:4px}
        figure{margin:14px 0}
        figcaption{font-weight:600;margin-bottom:4px}
        svg{display:block;width:100%;height:auto;overflow:visible}
        svg text{fill:var(--soft);font-size:12px}
        .end{text-anchor:end}
        .grid{stroke:var(--line)}
        .axis,.centre{stroke:var(--soft)}
        .centre{stroke-dasharray:6 4;opacity:.7}
        .fill.main{fill:var(--main)}.fill.s1{fill:var(--s1)}.fill.s2{fill:var(--s2)}.fill.s3{fill:var(--s3)}\
        .fill.s4{fill:var(--s4)}.fill.s5{fill:var(--s5)}
        .fill.ribbon{fill:var(--main);fill-opacity:.28}
        .limits{fill:var(--limits)}
        .edge{stroke:var(--main)}
        .stroke{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}
        .stroke.main{stroke:var(--main)}.stroke.second{stroke:var(--second)}
        .stroke.dotted{stroke:var(--main);stroke-width:1.8;stroke-dasharray:1 5}
        .stroke.s1{stroke:var(--s1)}.stroke.s2{stroke:var(--s2);stroke-dasharray:9 4}\
        .stroke.s3{stroke:var(--s3);stroke-dasharray:3 4}.stroke.s4{stroke:var(--s4);stroke-dasharray:9 4 2 4}\
        .stroke.s5{stroke:var(--s5)}
        .rule{stroke:var(--ink);stroke-dasharray:2 3}
        .dots{fill:none;stroke:var(--ink);stroke-opacity:.38;stroke-width:4;stroke-linecap:round}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 18px;margin:2px 0 4px;padding:0;color:var(--soft);\
        font-size:.85rem}
        .legend li{display:flex;align-items:center;gap:6px}
        .legend svg{width:18px;height:12px;flex:none}
        details{margin:2px 0}
        summary{cursor:pointer;color:var(--soft);font-size:.85rem}
        :focus-visible{outline:2px solid var(--main);outline-offset:2px}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
        caption{text-align:left;color:var(--soft);padding:4px 0}
        th,td{padding:4px 10px 4px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:baseline}
        thead th{color:var(--soft);font-weight:500}
        tbody th{font-weight:500}
        .n{text-align:right;white-space:nowrap}
        thead .n{white-space:normal}
        .n+.t{padding-left:14px;min-width:4.6em}
        tbody th.t{white-space:nowrap}
        th[scope=rowgroup]{vertical-align:top;padding-right:18px}
        th[scope=rowgroup]~td{font-weight:600}
        a{color:var(--main)}
        ul{margin:6px 0;padding-left:22px}
        code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--card);padding:1px 5px;\
        border-radius:4px}
        @media print{@page{size:A4;margin:12mm}
        :root{--bg:#fff;--card:#f6f7f9;--ink:#1d222b;--soft:#555d6b;--line:#dfe3e8;--main:#2257b8;--second:#b3541e;\
        --limits:#e9ecf1;--s1:#2257b8;--s2:#c05a16;--s3:#1f7d5a;--s4:#8f4a9c;--s5:#6b7280}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        html{font-size:10px}body{line-height:1.35}main{max-width:none;padding:0}
        h1{margin-bottom:4px}p{margin-bottom:3px}.tile{padding:6px 10px}.tile .spark{height:20px;width:84px}
        figure{margin:5px 0}h2{margin:9px 0 4px;padding-top:6px}figure,table,.tile,tr{break-inside:avoid}h2{break-after:avoid}
        .tiles{grid-template-columns:repeat(4,1fr);gap:8px;margin-top:10px}.scroll{overflow:visible}
        figure{float:left;width:48%;margin:4px 2% 4px 0}figure svg text{font-size:17px}.legend svg{width:14px}
        section{display:flow-root}section>div,section>p,section>ul{clear:both}
        section:first-of-type>div{clear:none;overflow:hidden}ul{margin:3px 0}
        details:not([open]){display:none}th,td{padding:1px 8px 1px 0}}
        """
}
