namespace Entente.Formats.Regions;

/// <summary>
/// Which countries of Africa, Europe and Western Asia share a land border, each pair once, as public atlases show it (Natural Earth; The World
/// Factbook, which is in the public domain). A bridge or tunnel is no border; an enclave is one (Ceuta and Melilla: Spain and Morocco). Western
/// Sahara stands as M49 lists it; Morocco and Mauritania are set down as neighbours too, because whoever compares them has both views of
/// that territory before him. Nothing here takes a side. Borders with countries outside these regions are left out, but for
/// those of Russia, Iran and Egypt's with Israel and Gaza.
/// </summary>
internal static class BorderTable
{
    /// <summary>A country and those neighbours that did not stand before.</summary>
    public static readonly string[] Rows =
    [
        // Africa
        "MAR DZA ESH ESP MRT", "DZA ESH LBY MLI MRT NER TUN", "TUN LBY", "LBY EGY NER SDN TCD", "EGY SDN ISR PSE", "ESH MRT", "MRT MLI SEN",
        "SDN CAF ERI ETH SSD TCD", "MLI BFA CIV GIN NER SEN", "NER BEN BFA NGA TCD", "TCD CAF CMR NGA", "SEN GIN GMB GNB", "GNB GIN",
        "GIN CIV LBR SLE", "SLE LBR", "LBR CIV", "CIV BFA GHA", "BFA BEN GHA TGO", "GHA TGO", "TGO BEN", "BEN NGA", "NGA CMR",
        "CMR CAF COG GAB GNQ", "GNQ GAB", "GAB COG", "COG AGO CAF COD", "CAF COD SSD", "COD AGO BDI RWA SSD TZA UGA ZMB",
        "SSD ETH KEN UGA", "ETH DJI ERI KEN SOM", "ERI DJI", "DJI SOM", "SOM KEN", "KEN TZA UGA", "UGA RWA TZA", "RWA BDI TZA",
        "BDI TZA", "TZA MOZ MWI ZMB", "MWI MOZ ZMB", "MOZ SWZ ZAF ZMB ZWE", "ZMB AGO BWA NAM ZWE", "AGO NAM", "NAM BWA ZAF", "BWA ZAF ZWE",
        "ZWE ZAF", "ZAF LSO SWZ",

        // Europe
        "PRT ESP", "ESP AND FRA GIB", "AND FRA", "FRA BEL CHE DEU ITA LUX MCO", "BEL DEU LUX NLD", "NLD DEU", "LUX DEU",
        "DEU AUT CHE CZE DNK POL", "CHE AUT ITA LIE", "LIE AUT", "AUT CZE HUN ITA SVK SVN", "ITA SMR SVN VAT", "CZE POL SVK", "POL BLR LTU RUS SVK UKR",
        "SVK HUN UKR", "HUN HRV ROU SRB SVN UKR", "SVN HRV", "HRV BIH MNE SRB", "BIH MNE SRB", "MNE ALB SRB RKS", "SRB BGR MKD ROU RKS",
        "RKS ALB MKD", "ALB GRC MKD", "MKD BGR GRC", "GRC BGR TUR", "BGR ROU TUR", "ROU MDA UKR", "MDA UKR", "UKR BLR RUS", "BLR LTU LVA RUS",
        "LTU LVA RUS", "LVA EST RUS", "EST RUS", "RUS FIN NOR GEO AZE KAZ", "FIN NOR SWE", "NOR SWE", "GBR IRL",

        // Western Asia
        "TUR ARM AZE GEO IRN IRQ SYR", "GEO ARM AZE", "ARM AZE IRN", "AZE IRN", "IRN IRQ", "IRQ JOR KWT SAU SYR", "SYR ISR JOR LBN", "LBN ISR", "ISR JOR PSE",
        "JOR PSE SAU", "SAU ARE KWT OMN QAT YEM", "YEM OMN", "OMN ARE",
    ];
}
