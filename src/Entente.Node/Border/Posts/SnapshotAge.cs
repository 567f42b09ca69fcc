using System.Globalization;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts;

/// <summary>
/// How old the snapshot is from which a post answers, and whether it may still be used. Time only goes on here: a clock that jumps back does not make an
/// expired snapshot young again, not even over a restart. Safe for use by any number of threads.
/// </summary>
internal sealed class SnapshotAge
{
    /// <summary>So far two clocks may differ, the main node's and the post's.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly ClockWatch _watch;
    private readonly TimeProvider _time;
    private readonly string _markFile;
    private DateTimeOffset _latest;
    private long _counter;
    private Limits? _inForce;

    public SnapshotAge(IOptions<ListOptions> options, DataFolder data, ClockWatch watch, TimeProvider time)
    {
        (_watch, _time, IsPost, _markFile) = (watch, time, options.Value.Snapshot.IsUsed, Path.Combine(data.Root, "snapshot", "latest-time"));
        _counter = time.GetTimestamp();
        _latest = IsPost && File.Exists(_markFile) && long.TryParse(File.ReadAllText(_markFile), NumberStyles.None, CultureInfo.InvariantCulture, out var mark)
            ? DateTimeOffset.FromUnixTimeMilliseconds(mark)
            : DateTimeOffset.MinValue;
    }

    /// <summary>Whether this node lives on snapshots.</summary>
    public bool IsPost { get; }

    /// <summary>The limits of the snapshot in force; null where there is none.</summary>
    public Limits? InForce => Volatile.Read(ref _inForce);

    /// <summary>A snapshot is in force from now on. Its main node's clock said when it was made, so it is at least as late.</summary>
    public void Use(Limits limits)
    {
        lock (_lock)
        {
            _latest = limits.MadeAt > _latest ? limits.MadeAt : _latest;
            Volatile.Write(ref _inForce, limits);
        }
    }

    /// <summary>Whether a snapshot may be used no longer.</summary>
    public bool IsPast(DateTimeOffset notAfter) => Look().Latest > notAfter;

    /// <summary>Why nobody may be told "pass" from the snapshot in force, as anybody may read it; null where somebody may, or where this node is no post.</summary>
    public string? Expired()
    {
        if (!IsPost || InForce is not { } limits)
        {
            return null;
        }

        var (latest, clock) = Look();
        return latest > limits.NotAfter ? $"the lists were made {Text(limits.MadeAt)} and were to be used until {Text(limits.NotAfter)}, which is past; bring a newer snapshot from the main node"
            : clock + Tolerance < latest ? $"the clock is behind {Text(latest)}, a time that this post has seen, so that nobody knows how old the lists are; set it right (where that time was wrong, take the file latest-time out of the folder snapshot in the data folder and start the node anew)"
            : null;
    }

    /// <summary>How old the lists are, as anybody may read it; null where this node is no post.</summary>
    public string? Words()
    {
        if (!IsPost)
        {
            return null;
        }

        var age = InForce is { } limits ? Look().Latest - limits.MadeAt : TimeSpan.Zero;
        return InForce is not { } inForce ? "no snapshot of the lists is in force yet"
            : $"the lists were made {Text(inForce.MadeAt)}, {(age < TimeSpan.Zero ? TimeSpan.Zero : age):d\\.hh\\:mm} ago, and may be used until {Text(inForce.NotAfter)}"
                + (inForce.Note is { } note ? $"; {note}" : "");
    }

    /// <summary>Writes the latest time down, for the next start.</summary>
    public void KeepMark()
    {
        var (latest, _) = LookTrusted();
        Directory.CreateDirectory(Path.GetDirectoryName(_markFile) ?? ".");
        File.WriteAllText(_markFile + ".new", latest.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        File.Move(_markFile + ".new", _markFile, overwrite: true);
    }

    private (DateTimeOffset Latest, DateTimeOffset Clock) Look()
    {
        var (latest, clock) = LookTrusted();
        return (clock > latest ? clock : latest, clock);
    }

    /// <summary>The latest time seen, brought up by the steady counter, and by the clock where it is trusted: one that jumped ahead for a moment leaves no trace.</summary>
    private (DateTimeOffset Latest, DateTimeOffset Clock) LookTrusted()
    {
        lock (_lock)
        {
            var (clock, counter) = (_time.GetUtcNow(), _time.GetTimestamp());
            if (_latest > DateTimeOffset.MinValue)
            {
                _latest += _time.GetElapsedTime(_counter, counter);
            }

            _counter = counter;
            if (clock > _latest && _watch.IsTrusted)
            {
                _latest = clock;
            }

            return (_latest, clock);
        }
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The limits of a snapshot.</summary>
    /// <param name="MadeAt">When it was made.</param>
    /// <param name="NotAfter">Until when it may be used.</param>
    /// <param name="Note">What else there is to know of it; null for nothing.</param>
    internal sealed record Limits(DateTimeOffset MadeAt, DateTimeOffset NotAfter, string? Note);
}
