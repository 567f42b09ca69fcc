using Entente.Ledger.Entries;
using Entente.Node.Watchlist.Listings;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist;

/// <summary>The section Lists of the configuration: the lists of others.</summary>
internal sealed class ListOptions
{
    /// <summary>Watchlist files; paths relative to the configuration. Each is a source named like its file.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Further sources, from files or addresses. At least one file or source.</summary>
    public IReadOnlyList<SourceOption> Sources { get; init; } = [];

    /// <summary>At a post without a link: the snapshot of the main node, the only source then.</summary>
    public SnapshotOption Snapshot { get; init; } = new();

    /// <summary>How often a source is looked at for changes unless it says otherwise. 1 second to 1 day.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A source is stale when it could not be confirmed for so long, unless it says otherwise. 1 minute to 365 days.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(2);

    /// <summary>A refresh that adds, removes or sharpens more than this share of its listings is held for a person. 0.01 to 1.</summary>
    public double HoldAbove { get; init; } = 0.2;

    /// <summary>A refresh of no more changes than this is never held, unless it leaves nobody. 0 to 1,000,000 listings.</summary>
    public int HoldFloor { get; init; } = 50;

    /// <summary>Bytes of a list at most. 1,000 to 16,000,000,000.</summary>
    public long MostBytes { get; init; } = 1_000_000_000;

    /// <summary>How long a download may take. 1 second to 1 hour.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>One source.</summary>
internal sealed class SourceOption
{
    /// <summary>Its name, by which its listings are asked for. Another one for each source.</summary>
    public string Name { get; init; } = "";

    /// <summary>Path of a file, relative to the configuration; blank where there is an address.</summary>
    public string Path { get; init; } = "";

    /// <summary>An https address; blank where there is a file. http is allowed to this machine alone.</summary>
    public string Url { get; init; } = "";

    /// <summary>How often it is looked at; Lists:Refresh where missing.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>Stale after; Lists:StaleAfter where missing.</summary>
    public TimeSpan? StaleAfter { get; init; }

    /// <summary>Further hosts to which the address may redirect.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
}

/// <summary>Where the snapshot of the main node comes from, and by what it is known.</summary>
internal sealed class SnapshotOption
{
    /// <summary>Path of a file, relative to the configuration; blank where there is an address.</summary>
    public string File { get; init; } = "";

    /// <summary>The main node's address of snapshots, such as https://main.example/post/snapshot; blank where there is a file. http is allowed to this machine alone.</summary>
    public string Url { get; init; } = "";

    /// <summary>The main node's verifier key, as its log/vkey has it.</summary>
    public string VerifierKey { get; init; } = "";

    /// <summary>The file of the post's key, relative to the configuration.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>Whether the node is a post that lives on snapshots.</summary>
    public bool IsUsed => File.Length + Url.Length > 0;
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed class ListOptionsValidator : IValidateOptions<ListOptions>
{
    private readonly List<string> _faults = [];

    public ValidateOptionsResult Validate(string? name, ListOptions options)
    {
        _faults.Clear();
        Unless(options.Files.Count + options.Sources.Count > 0 || options.Snapshot.IsUsed, "Lists:Files is empty, and so is Lists:Sources; give at least one watchlist file or source.");
        Check(options.Snapshot, options.Files.Count + options.Sources.Count > 0);
        CheckSpan("Lists:Refresh", options.Refresh, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        CheckSpan("Lists:StaleAfter", options.StaleAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
        CheckSpan("Lists:Timeout", options.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Unless(options.HoldAbove is >= 0.01 and <= 1, $"Lists:HoldAbove is {options.HoldAbove}; allowed is 0.01 to 1.");
        Unless(options.HoldFloor is >= 0 and <= 1_000_000, $"Lists:HoldFloor is {options.HoldFloor}; allowed is 0 to 1000000.");
        Unless(options.MostBytes is >= 1_000 and <= 16_000_000_000, $"Lists:MostBytes is {options.MostBytes}; allowed is 1000 to 16000000000.");
        foreach (var (i, source) in options.Sources.Index())
        {
            Check($"Lists:Sources:{i}", source, options.Sources.Take(i).Any(s => s.Name == source.Name) || options.Files.Any(f => Path.GetFileName(f) == source.Name));
        }

        return _faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_faults);
    }

    private void Check(string key, SourceOption source, bool twice)
    {
        Unless(LedgerEntry.IsIdentifier(source.Name) && !source.Name.Contains('/') && source.Name is not (OwnLists.Name or Matching.Datasets.All), $"{key}:Name is no code, or one that is taken; give one such as un-consolidated.");
        Unless(!twice, $"{key}:Name is that of another source too.");
        Unless(source.Path.Length > 0 != source.Url.Length > 0, $"{key} needs either Path or Url.");
        Unless(source.Url.Length == 0 || (Uri.TryCreate(source.Url, UriKind.Absolute, out var url) && Sources.SourceFetch.IsAllowed(url)), $"{key}:Url is no https address; http is allowed to this machine alone.");
        CheckSpan($"{key}:Every", source.Every ?? TimeSpan.FromHours(1), TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        CheckSpan($"{key}:StaleAfter", source.StaleAfter ?? TimeSpan.FromDays(2), TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
    }

    private void Check(SnapshotOption snapshot, bool others)
    {
        if (snapshot.IsUsed)
        {
            Unless(!others, "Lists:Snapshot is the only source of a post; take Lists:Files and Lists:Sources away.");
            Unless(snapshot.File.Length > 0 != snapshot.Url.Length > 0, "Lists:Snapshot needs either File or Url.");
            Unless(snapshot.Url.Length == 0 || (Uri.TryCreate(snapshot.Url, UriKind.Absolute, out var url) && Sources.SourceFetch.IsAllowed(url)), "Lists:Snapshot:Url is no https address; http is allowed to this machine alone.");
            Unless(Entente.Ledger.Notes.VerifierKey.TryParse(snapshot.VerifierKey, out _, out var fault), $"Lists:Snapshot:VerifierKey is no verifier key ({fault}); copy the line that the main node has in log/vkey.");
            Unless(snapshot.KeyFile.Length > 0, "Lists:Snapshot:KeyFile is blank; give the file that `entente snapshot-key` made at the main node.");
        }
    }

    private void CheckSpan(string key, TimeSpan span, TimeSpan least, TimeSpan most) => Unless(span >= least && span <= most, $"{key} is {span}; allowed is {least} to {most}.");

    private void Unless(bool right, string fault)
    {
        if (!right)
        {
            _faults.Add(fault);
        }
    }
}
