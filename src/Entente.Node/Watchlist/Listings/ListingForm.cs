using Entente.Node.Configuration;
using Entente.Node.Oversight.Purposes;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Listings;

/// <summary>A listing as somebody types it: what was typed stays as it is, right or wrong, so that a form that is refused loses nothing.</summary>
internal sealed record ListingForm
{
    /// <summary>Rows of names or documents at most; as many as a listing may have.</summary>
    public const int MostRows = 50;

    private const int RowsAtFirst = 2;
    private static readonly char[] BetweenDates = [',', ';', '،', '؛', ' ', '\n', '\r', '\t'];
    private static readonly char[] BetweenCountries = [',', ';', '،', '؛', '\n', '\r'];

    public IReadOnlyList<NameTyped> Names { get; init; } = [new(), new()];

    public string BirthDates { get; init; } = "";

    public string Nationalities { get; init; } = "";

    public IReadOnlyList<DocumentTyped> Documents { get; init; } = [new(), new()];

    public string Sex { get; init; } = Codes.Of(Entente.Screening.Subjects.Sex.NotStated);

    public string Category { get; init; } = "";

    public string Action { get; init; } = "";

    public string Warrant { get; init; } = "";

    public string Quality { get; init; } = "";

    public string Handling { get; init; } = "";

    public string Reference { get; init; } = "";

    public string ReviewOn { get; init; } = "";

    public string ExpiresOn { get; init; } = "";

    /// <summary>Code of the purpose of a nomination.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Reads what a browser sent. A row is counted by its name in the form, name-0, name-1 and so on.</summary>
    public static ListingForm Read(IFormCollection form) => new()
    {
        Names = [.. Rows(form, "name").Select(i => new NameTyped(form[$"name-{i}"].ToString(), form[$"kind-{i}"].ToString(), form[$"family-{i}"].ToString(), form[$"given-{i}"].ToString()))],
        BirthDates = form["births"].ToString(),
        Nationalities = form["nationalities"].ToString(),
        Documents = [.. Rows(form, "document").Select(i => new DocumentTyped(form[$"document-{i}"].ToString(), form[$"document-kind-{i}"].ToString(), form[$"issuer-{i}"].ToString()))],
        Sex = form["sex"].ToString(),
        Category = form["category"].ToString(),
        Action = form["action"].ToString(),
        Warrant = form["warrant"].ToString(),
        Quality = form["quality"].ToString(),
        Handling = form["handling"].ToString(),
        Reference = form["reference"].ToString(),
        ReviewOn = form["review"].ToString(),
        ExpiresOn = form["expiry"].ToString(),
        Purpose = form["purpose"].ToString(),
    };

    /// <summary>The form of a listing that is to be corrected.</summary>
    public static ListingForm Of(ListingFields fields) => new()
    {
        Names = [.. fields.Names.Select(n => new NameTyped(n.Text, Codes.Of(n.Kind), n.Family ?? "", n.Given ?? "")), new NameTyped()],
        BirthDates = string.Join(", ", fields.BirthDates),
        Nationalities = string.Join(", ", fields.Nationalities),
        Documents = [.. fields.Documents.Select(d => new DocumentTyped(d.Number, d.Kind, d.Issuer ?? "")), new DocumentTyped()],
        Sex = Codes.Of(fields.Sex),
        Category = fields.Category is { } category ? Codes.Of(category) : "",
        Action = fields.Action is { } action ? Codes.Of(action) : "",
        Warrant = fields.Warrant,
        Quality = fields.Quality is { } quality ? Codes.Of(quality) : "",
        Handling = fields.Handling,
        Reference = fields.Reference,
        ReviewOn = DayText(fields.ReviewOn),
        ExpiresOn = DayText(fields.ExpiresOn),
    };

    /// <summary>The form with an empty row more.</summary>
    public ListingForm WithRow(string of) => of switch
    {
        "name" when Names.Count < MostRows => this with { Names = [.. Names, new()] },
        "document" when Documents.Count < MostRows => this with { Documents = [.. Documents, new()] },
        _ => this,
    };

    /// <summary>What it says. Empty rows say nothing.</summary>
    /// <param name="marking">Who may see the listing; a form does not change it.</param>
    public ListingFields Fields(Marking? marking) => new()
    {
        Names = [.. Names.Where(n => !n.IsEmpty).Select(n => new NameField(n.Text.Trim()) { Kind = Codes.Find<NameKind>(n.Kind) ?? NameKind.Primary, Family = OrNull(n.Family), Given = OrNull(n.Given) })],
        BirthDates = Parts(Western(BirthDates), BetweenDates),
        Nationalities = Parts(Nationalities, BetweenCountries),
        Documents = [.. Documents.Where(d => !d.IsEmpty).Select(d => new DocumentField(d.Number.Trim()) { Kind = d.Kind.Trim(), Issuer = OrNull(d.Issuer) })],
        Sex = Codes.Find<Sex>(Sex) ?? Entente.Screening.Subjects.Sex.NotStated,
        Category = Codes.Find<ListingCategory>(Category),
        Action = Codes.Find<EncounterAction>(Action),
        Warrant = Warrant.Trim(),
        Quality = Codes.Find<IdentityQuality>(Quality),

        // A browser sends the end of a line as two characters; a listing has it as a blank.
        Handling = string.Join(' ', Handling.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        Reference = Reference.Trim(),
        ReviewOn = Day(ReviewOn),
        ExpiresOn = Day(ExpiresOn),
        Marking = marking,
    };

    /// <summary>A day as a browser sends it; null where it is none.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A day as a browser wants it.</summary>
    public static string DayText(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>Digits of any script as Western ones.</summary>
    public static string Western(string text) => string.Concat(text.Select(c => char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c));

    private static IEnumerable<int> Rows(IFormCollection form, string name) => Enumerable.Range(0, MostRows).Where(i => i < RowsAtFirst || form.ContainsKey($"{name}-{i}"));

    private static string[] Parts(string text, char[] between) => text.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? OrNull(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}

/// <summary>A name as it is typed.</summary>
internal sealed record NameTyped(string Text = "", string Kind = "primary", string Family = "", string Given = "")
{
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text + Family + Given);
}

/// <summary>A document as it is typed.</summary>
internal sealed record DocumentTyped(string Number = "", string Kind = "", string Issuer = "")
{
    public bool IsEmpty => string.IsNullOrWhiteSpace(Number + Kind + Issuer);
}
