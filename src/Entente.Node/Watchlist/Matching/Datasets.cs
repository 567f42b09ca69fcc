using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Matching;

/// <summary>Which lists a client asks of: all of them, or one by its name.</summary>
/// <param name="List">Name of a list; null for all.</param>
internal sealed record Datasets(string? List)
{
    /// <summary>The dataset of all lists.</summary>
    public const string All = "default";

    /// <summary>The lists of that name; null where there are none.</summary>
    public static Datasets? Find(string dataset, ListSnapshot snapshot) =>
        dataset == All ? new Datasets(List: null)
        : snapshot.Files.Any(f => f.Version.List == dataset) ? new Datasets(dataset)
        : null;

    /// <summary>Whether a listing stands on one of them.</summary>
    public bool Has(Listing listing) => List is null || listing.List == List;

    /// <summary>The listings of a hit that stand on one of them; the same person on several lists is several entities to these clients.</summary>
    public IEnumerable<(Hit Hit, Listing Listing)> Of(Hit hit) => hit.AlsoListedAs.Prepend(hit.Listing).Where(Has).Select(listing => (hit, listing));
}
