namespace Entente.Formats.Cusres;

/// <summary>Code values of answers to passenger lists (WCO/IATA/ICAO API guidelines, appendix on CUSRES).</summary>
internal static class CusresCodes
{
    /// <summary>ERP 1049: the message as a whole.</summary>
    public const string Header = "1";

    /// <summary>ERP 1049: one person.</summary>
    public const string Person = "2";

    private static readonly (CusresKind Kind, string Code)[] Kinds =
        [(CusresKind.Response, "962"), (CusresKind.StatusChange, "132"), (CusresKind.Acknowledgement, "312")];

    private static readonly (BoardingStatus Status, string Code)[] Statuses =
        [(BoardingStatus.OkToBoard, "0Z"), (BoardingStatus.NoBoard, "1Z"), (BoardingStatus.InsufficientData, "4Z")];

    /// <summary>BGM 1001.</summary>
    public static string Of(CusresKind kind) => Kinds.Single(each => each.Kind == kind).Code;

    /// <summary>ERC 9321.</summary>
    public static string Of(BoardingStatus status) => Statuses.Single(each => each.Status == status).Code;

    /// <summary>What BGM 1001 means; null where it is not known here.</summary>
    public static CusresKind? KindOf(string code) => Kinds.Where(each => each.Code == code).Select(each => (CusresKind?)each.Kind).SingleOrDefault();

    /// <summary>What ERC 9321 means; null where it is no status that is written here.</summary>
    public static BoardingStatus? StatusOf(string code) => Statuses.Where(each => each.Code == code).Select(each => (BoardingStatus?)each.Status).SingleOrDefault();
}
