namespace Entente.Node.Watchlist.Foreign;

/// <summary>The listings that partners have shared with this service and that are in force here, compiled. A list for each partner, by its code.</summary>
/// <param name="Lists">The listings.</param>
/// <param name="Terms">What each asks for here, by its id: to inform, with what its owner asks for beside it.</param>
/// <param name="Partners">Codes of the partners whose listings were read, those without any among them.</param>
internal sealed record ForeignLists(CompiledLists Lists, IReadOnlyDictionary<string, ListingTerms> Terms, IReadOnlySet<string> Partners);
