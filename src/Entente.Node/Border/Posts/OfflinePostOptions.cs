using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Sources;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts;

/// <summary>The section Post of the configuration: a post without a link, as its main node and as the post itself.</summary>
internal sealed class OfflinePostOptions
{
    /// <summary>At the main node: how long a snapshot of the lists may be used. 1 hour to 31 days.</summary>
    public TimeSpan SnapshotFor { get; init; } = TimeSpan.FromDays(3);

    /// <summary>At the post: its name, as its key was made for it. 1 to 40 lower-case letters, digits and hyphens; blank where the node is none.</summary>
    public string Name { get; init; } = "";

    /// <summary>At the post: address of the main node to which its records are handed over when it can be reached; blank where files are carried.</summary>
    public string HandOverTo { get; init; } = "";

    /// <summary>At the post: a file with the access token for the main node, scope post; relative to the configuration.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary>At the post: how often it is tried. 1 second to 1 day.</summary>
    public TimeSpan HandOverEvery { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed class OfflinePostOptionsValidator(IOptions<ListOptions> lists) : IValidateOptions<OfflinePostOptions>
{
    public ValidateOptionsResult Validate(string? name, OfflinePostOptions options)
    {
        var faults = new List<string>();
        Unless(options.SnapshotFor >= TimeSpan.FromHours(1) && options.SnapshotFor <= TimeSpan.FromDays(31), $"Post:SnapshotFor is {options.SnapshotFor}; allowed is 01:00:00 to 31.00:00:00.");
        Unless(options.HandOverEvery >= TimeSpan.FromSeconds(1) && options.HandOverEvery <= TimeSpan.FromDays(1), $"Post:HandOverEvery is {options.HandOverEvery}; allowed is 00:00:01 to 1.00:00:00.");
        Unless(PostKey.IsName(options.Name) || (options.Name.Length == 0 && !lists.Value.Snapshot.IsUsed),
            "Post:Name is the name for which the main node made the post's key: 1 to 40 lower-case letters, digits and hyphens; it is wanted where Lists:Snapshot is used.");
        Unless(options.HandOverTo.Length == 0 || lists.Value.Snapshot.IsUsed, "Post:HandOverTo is for a post; give Lists:Snapshot too.");
        Unless(options.HandOverTo.Length == 0 || (Uri.TryCreate(options.HandOverTo, UriKind.Absolute, out var to) && SourceFetch.IsAllowed(to)), "Post:HandOverTo is no https address; http is allowed to this machine alone.");
        Unless(options.TokenFile.Length > 0 || options.HandOverTo.Length + lists.Value.Snapshot.Url.Length == 0, "Post:TokenFile is blank; give a file with a token of the main node, scope post, for Post:HandOverTo and Lists:Snapshot:Url.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Unless(bool right, string fault)
        {
            if (!right)
            {
                faults.Add(fault);
            }
        }
    }
}
