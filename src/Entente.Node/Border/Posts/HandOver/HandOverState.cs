using Entente.Node.Watchlist;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts.HandOver;

/// <summary>How the hand-over of a post stands, for its health. Safe for use by any number of threads.</summary>
internal sealed class HandOverState(IOptions<ListOptions> options)
{
    private volatile string? _words;

    /// <summary>How it stands, as anybody may read it; null where nothing is to be said, or where this node is no post.</summary>
    public string? Words => options.Value.Snapshot.IsUsed ? _words : null;

    /// <summary>Says how it stands.</summary>
    /// <param name="waiting">How many records wait.</param>
    /// <param name="refused">How many the main node has refused.</param>
    /// <param name="lost">How many reached the end of their retention before they were handed over, since the start.</param>
    /// <param name="failure">Why the last try failed; null where it did not.</param>
    public void Say(long waiting, long refused, long lost, string? failure)
    {
        var parts = new[]
        {
            waiting > 0 ? $"{waiting} records wait to be handed over" : null,
            refused > 0 ? $"{refused} records were refused by the main node, see the log" : null,
            lost > 0 ? $"{lost} records reached the end of their retention before they were handed over" : null,
            failure,
        }.OfType<string>().ToList();
        _words = parts.Count == 0 ? null : string.Join("; ", parts);
    }
}
