using System.Text;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Adoptions;

/// <summary>Adoptions in force: what somebody here has made of listings of others.</summary>
/// <param name="All">Each of them.</param>
/// <param name="Version">Which state of them, a hash.</param>
internal sealed record AdoptedListings(IReadOnlyList<AdoptedListing> All, string Version)
{
    /// <summary>
    /// What the adopted listings of a state of the lists ask for, by their id. A listing whose identity data are not those that were looked at is not
    /// among them: it does no more than inform, whatever stands in the table.
    /// </summary>
    /// <param name="find">Finds a listing of others by its id.</param>
    /// <param name="foreign">What partners' listings ask for before they are adopted: what they want heeded, and their marking, stay.</param>
    public Dictionary<string, ListingTerms> TermsIn(Func<string, Listing?> find, IReadOnlyDictionary<string, ListingTerms> foreign) => All
        .Where(a => find(a.ListingId) is { } listing && a.IsOf(listing))
        .DistinctBy(a => a.ListingId)
        .ToDictionary(a => a.ListingId, a => foreign.GetValueOrDefault(a.ListingId) is { } shared ? shared with { Action = a.Terms.Action, Warrant = a.Terms.Warrant } : a.Terms, StringComparer.Ordinal);
}

/// <summary>One adoption in force.</summary>
/// <param name="Id">Its id.</param>
/// <param name="List">The list.</param>
/// <param name="ListingId">The listing.</param>
/// <param name="ContentHash">The identity data that were looked at.</param>
/// <param name="Terms">What it asks for.</param>
internal sealed record AdoptedListing(string Id, string List, string ListingId, string ContentHash, ListingTerms Terms)
{
    /// <summary>Whether it was made for a listing as it is now.</summary>
    public bool IsOf(Listing listing) => listing.List == List && IdentityHash.Of(listing) == ContentHash;
}

/// <summary>A hash over all that a listing says of who the person is: an adoption and the comparison of two states of a list rest on it.</summary>
internal static class IdentityHash
{
    /// <summary>SHA-256, lower-case hexadecimal. The order in which a list states its values does not matter.</summary>
    public static string Of(Listing listing) => CompiledLists.HashOf([$"{listing.Kind} {listing.Subject.Sex}", .. ValuesOf(listing).Order(StringComparer.Ordinal)]);

    /// <summary>Each value by itself.</summary>
    public static IEnumerable<string> ValuesOf(Listing listing)
    {
        var subject = listing.Subject;
        return subject.Names.Select(n => $"name {n.Kind} {Escaped(n.Text)}")
            .Concat(subject.BirthDates.Select(d => $"born {d}"))
            .Concat(subject.Nationalities.Select(c => $"of {c.Code}"))
            .Concat(subject.Documents.Select(d => $"document {Escaped(d.Kind)} {d.Issuer?.Code} {Escaped(d.Number)}"));
    }

    // Two values must never run together into a third.
    private static string Escaped(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));
}
