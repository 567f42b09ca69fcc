using System.Diagnostics.CodeAnalysis;
using Entente.Node.Configuration;
using Entente.Screening;
using Entente.Screening.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Matching;

/// <summary>Which lists a client asks of: all of them, or one by its name, in the state in force when it asked.</summary>
/// <param name="Snapshot">The state in force.</param>
/// <param name="List">Name of a list; null for all.</param>
internal sealed record Datasets(ListSnapshot Snapshot, string? List)
{
    /// <summary>The dataset of all lists.</summary>
    public const string All = "default";

    /// <summary>The lists of that name; the problem to answer with where there are none, or none is read yet.</summary>
    public static bool TryFind(string dataset, CurrentLists lists, [NotNullWhen(true)] out Datasets? found, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        var snapshot = lists.Snapshot;
        found = snapshot is null ? null
            : dataset == All ? new Datasets(snapshot, List: null)
            : snapshot.Files.Any(f => f.Version.List == dataset) ? new Datasets(snapshot, dataset)
            : null;
        problem = found is not null ? null
            : snapshot is null ? Problems.Of(StatusCodes.Status503ServiceUnavailable, "The lists are not read yet", "Ask again when /readyz answers 200.")
            : Problems.Of(StatusCodes.Status404NotFound, "Unknown dataset", $"Give {All} or the name of a list; /catalog has them.");
        return found is not null;
    }

    /// <summary>Whether a listing stands on one of them.</summary>
    public bool Has(Listing listing) => List is null || listing.List == List;

    /// <summary>The listings of a hit that stand on one of them; the same person on several lists is several entities to these clients.</summary>
    public IEnumerable<(Hit Hit, Listing Listing)> Of(Hit hit) => hit.AlsoListedAs.Prepend(hit.Listing).Where(Has).Select(listing => (hit, listing));
}
