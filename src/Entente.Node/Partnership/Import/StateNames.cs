using System.Collections.Frozen;
using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Import;

/// <summary>Names of States in English, French, Spanish and Arabic, and their codes of two letters, with their code of three (ISO 3166-1). A State that is not here is given by its code.</summary>
internal static class StateNames
{
    private static readonly FrozenDictionary<string, string> Codes = Names().ToFrozenDictionary(n => n.Name, n => n.Code, StringComparer.Ordinal);

    /// <summary>The code of a State by its name or code; null where it is neither.</summary>
    public static string? Find(string text) =>
        Codes.GetValueOrDefault(Folded.WordsOf(text)) ?? (text.Trim() is { Length: 3 } code && code.All(char.IsAsciiLetter) ? code.ToUpperInvariant() : null);

    private static IEnumerable<(string Name, string Code)> Names()
    {
        string[] lines =
        [
            "MAR=ma,morocco,maroc,marruecos,المغرب,kingdom of morocco,royaume du maroc,reino de marruecos", "USA=us,usa,united states,united states of america,etats unis,estados unidos,الولايات المتحدة,u s a,u s", "MRT=mr,mauritania,mauritanie,موريتانيا",
            "MLI=ml,mali,مالي", "NER=ne,niger,النيجر", "BFA=bf,burkina faso,burkina,بوركينا فاسو", "TCD=td,chad,tchad,تشاد", "SEN=sn,senegal,السنغال", "CIV=ci,cote d ivoire,ivory coast,costa de marfil,ساحل العاج", "GHA=gh,ghana,غانا",
            "TGO=tg,togo,توغو", "BEN=bj,benin,بنين", "NGA=ng,nigeria,نيجيريا", "CMR=cm,cameroon,cameroun,camerun,الكاميرون", "GAB=ga,gabon,الغابون", "GIN=gn,guinea,guinee,غينيا", "GNB=gw,guinea bissau,guinee bissau", "GMB=gm,gambia,gambie,غامبيا",
            "SLE=sl,sierra leone", "LBR=lr,liberia", "CPV=cv,cabo verde,cape verde,cap vert", "DZA=dz,algeria,algerie,argelia,الجزائر", "TUN=tn,tunisia,tunisie,tunez,تونس", "LBY=ly,libya,libye,libia,ليبيا", "EGY=eg,egypt,egypte,egipto,مصر",
            "FRA=fr,france,francia,فرنسا", "ESP=es,spain,espagne,espana,اسبانيا", "PRT=pt,portugal,البرتغال", "ITA=it,italy,italie,italia,ايطاليا", "DEU=de,germany,allemagne,alemania,المانيا", "GBR=gb,uk,united kingdom,royaume uni,reino unido,great britain,المملكة المتحدة",
            "BEL=be,belgium,belgique,belgica,بلجيكا", "NLD=nl,netherlands,pays bas,paises bajos,هولندا", "CAN=ca,canada,كندا", "TUR=tr,turkey,turkiye,turquie,turquia,تركيا", "SAU=sa,saudi arabia,arabie saoudite,arabia saudita,السعودية",
            "ARE=ae,united arab emirates,uae,emirats arabes unis,emiratos arabes unidos,الامارات", "QAT=qa,qatar,قطر", "JOR=jo,jordan,jordanie,jordania,الاردن", "ISR=il,israel,اسراءيل,اسرائيل", "BRA=br,brazil,bresil,brasil,البرازيل", "GRC=gr,greece,grece,grecia,اليونان",
            "KEN=ke,kenya,kenia,كينيا", "RWA=rw,rwanda,ruanda,رواندا", "DJI=dj,djibouti,جيبوتي", "ETH=et,ethiopia,ethiopie,etiopia,اثيوبيا", "SOM=so,somalia,somalie,الصومال", "SDN=sd,sudan,soudan,السودان",
        ];
        return lines.SelectMany(line => line[4..].Split(',').Select(name => (Folded.WordsOf(name), line[..3]))).DistinctBy(n => n.Item1);
    }
}
