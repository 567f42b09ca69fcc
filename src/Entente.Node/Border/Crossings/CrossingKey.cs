using System.Globalization;
using Entente.Formats.Paxlst;

namespace Entente.Node.Border.Crossings;

/// <summary>
/// Which crossing a message is about: the leg that arrives at a post of this service or leaves one, so that the messages of a flight with several legs
/// meet, whichever legs they name.
/// </summary>
/// <param name="Kind">flight, ferry or road.</param>
/// <param name="Post">Code of the post; empty where no leg touches one.</param>
/// <param name="Direction">arrival, departure, or empty.</param>
/// <param name="Carrier">Code of the carrier.</param>
/// <param name="Number">Carrier and number.</param>
/// <param name="Day">Local day of departure.</param>
/// <param name="Origin">Where the leg begins.</param>
/// <param name="Destination">Where it ends.</param>
internal sealed record CrossingKey(string Kind, string Post, string Direction, string Carrier, string Number, string Day, string Origin, string Destination)
{
    /// <summary>The crossing of a message.</summary>
    /// <param name="legs">The legs that the message names.</param>
    /// <param name="posts">The posts of this service.</param>
    /// <param name="kind">Kind of the crossing, where no post tells.</param>
    /// <param name="today">The day to take where the message states none.</param>
    public static CrossingKey Of(IReadOnlyList<FlightLeg> legs, IReadOnlyList<PostOption> posts, string kind, DateOnly today)
    {
        foreach (var leg in legs)
        {
            var (to, from) = (At(posts, leg.To), At(posts, leg.From));
            if (to is not null && from is null)
            {
                return Of(leg, leg.To, kind, to, "arrival", today);
            }

            if (from is not null && to is null)
            {
                return Of(leg, leg.To, kind, from, "departure", today);
            }
        }

        var first = legs.Count > 0 ? legs[0] : new FlightLeg();
        return Of(first, legs.Count > 0 ? legs[^1].To : "", kind, null, "", today);
    }

    private static CrossingKey Of(FlightLeg leg, string destination, string kind, PostOption? post, string direction, DateOnly today) => new(
        post is null ? kind : KindOf(post.Kind), post?.Code ?? "", direction, leg.Carrier, leg.FlightNumber,
        (leg.DepartureDay ?? today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), leg.From, destination);

    private static PostOption? At(IReadOnlyList<PostOption> posts, string place) =>
        place.Length == 0 ? null : posts.FirstOrDefault(p => p.Places.Contains(place, StringComparer.OrdinalIgnoreCase));

    /// <summary>What arrives at a post of a kind.</summary>
    public static string KindOf(PostKind post) => post switch
    {
        PostKind.Sea => "ferry",
        PostKind.Land => "road",
        _ => "flight",
    };
}
