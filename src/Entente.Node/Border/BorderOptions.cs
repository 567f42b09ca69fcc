using Entente.Ledger.Entries;
using Entente.Node.Border.Manifests;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border;

/// <summary>The section Border of the configuration.</summary>
internal sealed class BorderOptions
{
    /// <summary>Name under which this service answers carriers where a message does not say to whom it was sent. Capital letters and digits, at most 14.</summary>
    public string ServiceName { get; init; } = "BORDER";

    /// <summary>The posts; none by default.</summary>
    public IReadOnlyList<PostOption> Posts { get; init; } = [];

    /// <summary>How long a person keeps an encounter that was taken. 1 minute to 8 hours.</summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Within what time somebody decides whether a traveller is refused. 1 minute to 7 days.</summary>
    public TimeSpan DecideWithin { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>What the carrier is told when that time has run out: InsufficientData (4Z) or OkToBoard (0Z); never that somebody must not board.</summary>
    public WhenTimeRunsOut WhenTimeRunsOut { get; init; } = WhenTimeRunsOut.InsufficientData;

    /// <summary>Lists that could not be read anew for so long say nothing about anybody: carriers hear 4Z. 1 hour to 365 days.</summary>
    public TimeSpan ListsAtMost { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a traveller who was found to be another person does not alert for that listing. 1 to 3,653 days.</summary>
    public TimeSpan ClearedFor { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Folders in which carriers' messages arrive as files; none by default.</summary>
    public IReadOnlyList<InboxOption> Inboxes { get; init; } = [];
}

/// <summary>One post of the border.</summary>
internal sealed class PostOption
{
    /// <summary>Its code, another one for each post.</summary>
    public string Code { get; init; } = "";

    /// <summary>Its name, as officers know it.</summary>
    public string Name { get; init; } = "";

    /// <summary>air, sea or land.</summary>
    public PostKind Kind { get; init; } = PostKind.Air;

    /// <summary>The codes under which messages name it (IATA, UN/LOCODE).</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>Its time zone, as the IANA database names it.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Where it lies on the map, degrees north, -90 to 90; null for nowhere.</summary>
    public double? Latitude { get; init; }

    /// <summary>Where it lies on the map, degrees east, -180 to 180; null for nowhere.</summary>
    public double? Longitude { get; init; }
}

/// <summary>What arrives at a post.</summary>
internal enum PostKind
{
    /// <summary>Flights.</summary>
    Air,

    /// <summary>Ferries and ships.</summary>
    Sea,

    /// <summary>Vehicles and people on foot.</summary>
    Land,
}

/// <summary>A folder in which messages arrive.</summary>
internal sealed class InboxOption
{
    /// <summary>The folder; relative to the configuration. Answers are written into its folder "answers".</summary>
    public string Folder { get; init; } = "";

    /// <summary>Whose it is: a code under which its messages are recorded.</summary>
    public string Sender { get; init; } = "";

    /// <summary>Code of the purpose, of the catalogue.</summary>
    public string Purpose { get; init; } = "";
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed class BorderOptionsValidator : IValidateOptions<BorderOptions>
{
    public ValidateOptionsResult Validate(string? name, BorderOptions options)
    {
        var faults = new List<string>();
        AddIf(options.ServiceName.Length is 0 or > 14 || !options.ServiceName.All(char.IsAsciiLetterOrDigit), "Border:ServiceName wants 1 to 14 letters and digits.");
        Range(options.HoldFor, nameof(options.HoldFor), TimeSpan.FromMinutes(1), TimeSpan.FromHours(8));
        Range(options.DecideWithin, nameof(options.DecideWithin), TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        Range(options.ListsAtMost, nameof(options.ListsAtMost), TimeSpan.FromHours(1), TimeSpan.FromDays(365));
        Range(options.ClearedFor, nameof(options.ClearedFor), TimeSpan.FromDays(1), TimeSpan.FromDays(3653));
        foreach (var (i, post) in options.Posts.Index())
        {
            AddIf(!LedgerEntry.IsIdentifier(post.Code) || options.Posts.Take(i).Any(p => p.Code == post.Code), $"Border:Posts:{i}:Code wants a code that no earlier post has, such as CMN.");
            AddIf(!TimeZoneInfo.TryFindSystemTimeZoneById(post.TimeZone, out _), $"Border:Posts:{i}:TimeZone is not known here; give a name of the IANA database such as Africa/Casablanca.");
            AddIf(post.Latitude is null != post.Longitude is null, $"Border:Posts:{i} has one of Latitude and Longitude; give both or none.");
            AddIf(post.Latitude is < -90 or > 90 or double.NaN || post.Longitude is < -180 or > 180 or double.NaN, $"Border:Posts:{i}: Latitude is -90 to 90 and Longitude -180 to 180, in degrees.");
        }

        foreach (var (i, inbox) in options.Inboxes.Index())
        {
            AddIf(string.IsNullOrWhiteSpace(inbox.Folder), $"Border:Inboxes:{i}:Folder is blank.");
            AddIf(!LedgerEntry.IsIdentifier(inbox.Sender), $"Border:Inboxes:{i}:Sender wants a code such as ferry-line.");
            AddIf(!LedgerEntry.IsIdentifier(inbox.Purpose), $"Border:Inboxes:{i}:Purpose wants the code of a purpose of the catalogue.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Range(TimeSpan value, string key, TimeSpan least, TimeSpan most) => AddIf(value < least || value > most, $"Border:{key} is {value}; allowed is {least} to {most}.");

        void AddIf(bool wrong, string fault)
        {
            if (wrong)
            {
                faults.Add(fault);
            }
        }
    }
}
