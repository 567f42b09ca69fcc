using Entente.Screening;

namespace Entente.Node.Watchlist.Listings;

/// <summary>The own listings in force, compiled.</summary>
/// <param name="Lists">The listings.</param>
/// <param name="Terms">What each asks for, by its id.</param>
/// <param name="Misidentified">Who is known not to be the person of one of them.</param>
internal sealed record OwnLists(CompiledLists Lists, IReadOnlyDictionary<string, ListingTerms> Terms, IReadOnlyList<Clearance> Misidentified)
{
    /// <summary>The name of the list on which they stand.</summary>
    public const string Name = "own";
}
