namespace Entente.Formats.Regions;

/// <summary>
/// Regions and sub-regions of the United Nations standard M49 (Standard country or area codes for statistical use, unstats.un.org,
/// as of 2025), and two groupings of our own whose members are a matter of treaty. Statistical use only: nothing here takes a side
/// about any territory. Taiwan, which M49 does not list, and Kosovo stand where they lie.
/// </summary>
internal static class RegionTable
{
    /// <summary>A region: the region above it (empty for none), its name and the members.</summary>
    public static readonly (string Code, string Above, string Name, string Members)[] Rows =
    [
        ("africa", "", "Africa", ""),
        ("northern-africa", "africa", "Northern Africa", "DZA EGY LBY MAR SDN TUN ESH"),
        ("sub-saharan-africa", "africa", "Sub-Saharan Africa", ""),
        ("eastern-africa", "sub-saharan-africa", "Eastern Africa", "IOT BDI COM DJI ERI ETH ATF KEN MDG MWI MUS MYT MOZ REU RWA SYC SOM SSD UGA TZA ZMB ZWE"),
        ("middle-africa", "sub-saharan-africa", "Middle Africa", "AGO CMR CAF TCD COG COD GNQ GAB STP"),
        ("southern-africa", "sub-saharan-africa", "Southern Africa", "BWA SWZ LSO NAM ZAF"),
        ("western-africa", "sub-saharan-africa", "Western Africa", "BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SHN SEN SLE TGO"),
        ("americas", "", "Americas", ""),
        ("northern-america", "americas", "Northern America", "BMU CAN GRL SPM USA"),
        ("latin-america", "americas", "Latin America and the Caribbean", ""),
        ("caribbean", "latin-america", "Caribbean", "AIA ATG ABW BHS BRB BES VGB CYM CUB CUW DMA DOM GRD GLP HTI JAM MTQ MSR PRI BLM KNA LCA MAF VCT SXM TTO TCA VIR"),
        ("central-america", "latin-america", "Central America", "BLZ CRI SLV GTM HND MEX NIC PAN"),
        ("south-america", "latin-america", "South America", "ARG BOL BVT BRA CHL COL ECU FLK GUF GUY PRY PER SGS SUR URY VEN"),
        ("asia", "", "Asia", ""),
        ("central-asia", "asia", "Central Asia", "KAZ KGZ TJK TKM UZB"),
        ("eastern-asia", "asia", "Eastern Asia", "CHN HKG MAC PRK JPN MNG KOR TWN"),
        ("south-eastern-asia", "asia", "South-eastern Asia", "BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM"),
        ("southern-asia", "asia", "Southern Asia", "AFG BGD BTN IND IRN MDV NPL PAK LKA"),
        ("western-asia", "asia", "Western Asia", "ARM AZE BHR CYP GEO IRQ ISR JOR KWT LBN OMN QAT SAU PSE SYR TUR ARE YEM"),
        ("europe", "", "Europe", ""),
        ("eastern-europe", "europe", "Eastern Europe", "BLR BGR CZE HUN POL MDA ROU RUS SVK UKR"),
        ("northern-europe", "europe", "Northern Europe", "ALA DNK EST FRO FIN GGY ISL IRL IMN JEY LVA LTU NOR SJM SWE GBR"),
        ("southern-europe", "europe", "Southern Europe", "ALB AND BIH HRV GIB GRC VAT ITA RKS MLT MNE MKD PRT SMR SRB SVN ESP"),
        ("western-europe", "europe", "Western Europe", "AUT BEL FRA DEU LIE LUX MCO NLD CHE"),
        ("oceania", "", "Oceania", "AUS CXR CCK HMD NZL NFK FJI NCL PNG SLB VUT GUM KIR MHL FSM NRU MNP PLW UMI ASM COK PYF NIU PCN WSM TKL TON TUV WLF"),

        // Treaty of Marrakesh, 1989: the Arab Maghreb Union.
        ("maghreb", "", "Arab Maghreb Union", "DZA LBY MAR MRT TUN"),

        // Convention of Nouakchott, 2014: the five states of the G5 Sahel as founded.
        ("sahel", "", "Sahel (G5 as founded)", "BFA MLI MRT NER TCD"),
    ];
}
