using System.Globalization;
using Entente.Node.Configuration;
using Entente.Node.Watchlist.Listings;

namespace Entente.Node.Exchange.Partners;

/// <summary>Terms as somebody types them: what was typed stays as it is, right or wrong, so that a form that is refused loses nothing.</summary>
internal sealed record TermsForm
{
    public string Country { get; init; } = "";

    public string Communities { get; init; } = "";

    public string Instrument { get; init; } = "";

    public string TransferAssessment { get; init; } = "";

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Purposes { get; init; } = [];

    public string Ceiling { get; init; } = "";

    public IReadOnlyList<string> Approvers { get; init; } = [];

    public IReadOnlyList<ContactTyped> Contacts { get; init; } = [new()];

    public string ReviewOn { get; init; } = "";

    /// <summary>Terms that hold, to be changed.</summary>
    public static TermsForm Of(PartnerTerms terms, IReadOnlyList<PartnerContact> contacts) => new()
    {
        Country = terms.Country,
        Communities = string.Join(", ", terms.Communities),
        Instrument = terms.Instrument,
        TransferAssessment = terms.TransferAssessment,
        Categories = [.. terms.Categories.Select(Codes.Of)],
        Purposes = terms.Purposes,
        Ceiling = terms.Ceiling,
        Approvers = terms.Approvers,
        Contacts = [.. contacts.Select(c => new ContactTyped(c.Name, c.Role, c.Reach, c.IsDuty, c.Hours, Day(c.From), Day(c.Until))), new()],
    };

    /// <summary>Reads what a browser sent. A contact is counted by its name in the form, name-0, name-1 and so on.</summary>
    public static TermsForm Read(IFormCollection form) => new()
    {
        Country = form["country"].ToString(),
        Communities = form["communities"].ToString(),
        Instrument = form["instrument"].ToString(),
        TransferAssessment = form["transferAssessment"].ToString(),
        Categories = [.. form["categories"].OfType<string>()],
        Purposes = [.. form["purposes"].OfType<string>()],
        Ceiling = form["ceiling"].ToString(),
        Approvers = [.. form["approvers"].OfType<string>()],
        ReviewOn = form["reviewOn"].ToString(),
        Contacts =
        [
            .. Enumerable.Range(0, TermsRules.MostContacts).TakeWhile(i => form.ContainsKey($"name-{i}")).Select(i => new ContactTyped(
                form[$"name-{i}"].ToString(), form[$"role-{i}"].ToString(), form[$"reach-{i}"].ToString(), form[$"duty-{i}"].ToString() == "on", form[$"hours-{i}"].ToString(), form[$"from-{i}"].ToString(), form[$"until-{i}"].ToString())),
        ],
    };

    /// <summary>With one more contact to be filled in.</summary>
    public TermsForm WithRow() => this with { Contacts = Contacts.Count < TermsRules.MostContacts ? [.. Contacts, new()] : Contacts };

    /// <summary>What was typed, as it is proposed; contacts that were left empty are not there.</summary>
    public TermsFields Fields() => new()
    {
        Country = Country.Trim().ToUpperInvariant(),
        Communities = [.. Communities.Split([',', ';', '،', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        Instrument = Instrument.Trim(),
        TransferAssessment = TransferAssessment.Trim(),
        Categories = [.. Categories.Select(Codes.Find<ListingCategory>).OfType<ListingCategory>()],
        Purposes = Purposes,
        Ceiling = Ceiling,
        Approvers = Approvers,
        ReviewOn = DayOf(ReviewOn),
        Contacts = [.. Contacts.Where(c => !c.IsEmpty).Select(c => new PartnerContact { Name = c.Name.Trim(), Role = c.Role.Trim(), Reach = c.Reach.Trim(), IsDuty = c.IsDuty, Hours = c.Hours.Trim(), From = DayOf(c.From), Until = DayOf(c.Until) })],
    };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateOnly? DayOf(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>A contact as it is typed.</summary>
internal sealed record ContactTyped(string Name = "", string Role = "", string Reach = "", bool IsDuty = false, string Hours = "", string From = "", string Until = "")
{
    /// <summary>Whether nothing was typed.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Name + Role + Reach + Hours + From + Until);
}
