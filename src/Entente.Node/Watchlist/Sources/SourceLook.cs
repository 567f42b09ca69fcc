using Entente.Formats.Watchlists;

namespace Entente.Node.Watchlist.Sources;

/// <summary>A source and what is known of it.</summary>
internal sealed class SourceLook(Source source, SourceState state)
{
    /// <summary>The source.</summary>
    public Source Source => source;

    /// <summary>What is known, as it is kept.</summary>
    public SourceState State { get; set; } = state;

    /// <summary>When it is to be looked at again.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Length and time of the file that was read last.</summary>
    public string? Stat { get; set; }

    /// <summary>Why it could not be read the last time; null where it could.</summary>
    public string? Error { get; set; }

    /// <summary>The held refresh, once somebody has looked at it.</summary>
    public HeldRefresh? Compared { get; set; }
}

/// <summary>A refresh that waits for a person, compared with what is in force.</summary>
/// <param name="Sha256">Hash of its file.</param>
/// <param name="Report">What was read from it.</param>
/// <param name="Changes">What it would change.</param>
internal sealed record HeldRefresh(string Sha256, WatchlistFileReport Report, SourceChanges Changes);
