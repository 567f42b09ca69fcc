using Entente.Node.Configuration;
using Entente.Node.Desk;

namespace Entente.Node.Watchlist.Listings;

/// <summary>One thing that a listing says.</summary>
/// <param name="Key">Which, the end of the key of its text.</param>
/// <param name="Values">What it says, in words; empty where nothing.</param>
internal sealed record ListingFact(string Key, IReadOnlyList<FactValue> Values)
{
    /// <summary>What a listing says, in the order in which it is read.</summary>
    public static IReadOnlyList<ListingFact> Of(ListingFields fields, Words words) =>
    [
        new("names", [.. fields.Names.Select(n => new FactValue(n.Text, words[$"listing.name-kind.{Codes.Of(n.Kind)}"] + Parts(n), IsName: true))]),
        new("births", [.. fields.BirthDates.Select(d => new FactValue(d))]),
        new("nationalities", [.. fields.Nationalities.Select(n => new FactValue(n))]),
        new("sex", [new(words[$"sex.{Codes.Of(fields.Sex)}"])]),
        new("documents", [.. fields.Documents.Select(d => new FactValue(d.Number, string.Join(' ', ((string?[])[words.DocumentKind(d.Kind ?? ""), d.Issuer]).Where(p => p is { Length: > 0 }))))]),
        new("category", One(fields.Category is { } category ? words[$"listing.category.{Codes.Of(category)}"] : "")),
        new("action", One(fields.Action is { } action ? words[$"asks.{Codes.Of(action)}"] : "")),
        new("warrant", One(fields.Warrant)),
        new("quality", One(fields.Quality is { } quality ? words[$"listing.quality.{Codes.Of(quality)}"] : "")),
        new("handling", One(fields.Handling)),
        new("reference", One(fields.Reference)),
        new("review", One(words.WithDigits(ListingForm.DayText(fields.ReviewOn)))),
        new("expiry", One(words.WithDigits(ListingForm.DayText(fields.ExpiresOn)))),
        new("marking", One(Marked(fields, words))),
    ];

    /// <summary>Which facts two states of a listing do not share.</summary>
    public static IReadOnlyList<string> Changed(ListingFields before, ListingFields after, Words words) =>
        [.. Of(before, words).Zip(Of(after, words)).Where(pair => !pair.First.Values.SequenceEqual(pair.Second.Values)).Select(pair => pair.First.Key)];

    private static FactValue[] One(string text) => text.Length > 0 ? [new(text)] : [];

    private static string Parts(NameField name) => name.Family is null && name.Given is null ? "" : $" ({name.Family} · {name.Given})";

    private static string Marked(ListingFields fields, Words words) =>
        SealedListing.MarkingOf(fields) is { } marking && (marking.Audience.Count > 0 || marking.Handling.Length > 0)
            ? string.Join(' ', [.. marking.Audience, marking.Handling]).Trim() : words["listing.marking-own"];
}

/// <summary>One value of a fact.</summary>
/// <param name="Text">As it stands in the listing, or in words.</param>
/// <param name="Note">What kind it is.</param>
/// <param name="IsName">Whether it is a person's name.</param>
internal sealed record FactValue(string Text, string Note = "", bool IsName = false);
