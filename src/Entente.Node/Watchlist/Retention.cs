using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Watchlist;

/// <summary>How long what has ended is kept before its key is destroyed.</summary>
internal static class Retention
{
    /// <summary>The moment after which the key of a record that ends now is destroyed. What the catalogue no longer allows to keep is not kept.</summary>
    public static DateTimeOffset After(this Catalogue catalogue, DateTimeOffset end, Ground ground) =>
        end + (catalogue.Allows(ground, Doing.List) ? catalogue.Keep(ground, Doing.List) : TimeSpan.Zero);
}
