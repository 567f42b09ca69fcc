using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>A page of the desk, as the hard tests try every one.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="As">The role in which it is opened.</param>
/// <param name="Path">Its address on a node that is filled.</param>
internal sealed record DeskPage(string Name, string As, Func<FilledNode, string> Path)
{
    /// <summary>Every page. A new one is one line more; what it shows is put into <see cref="FilledNode"/>.</summary>
    public static IReadOnlyList<DeskPage> All { get; } =
    [
        new("queue", Role.Officer, _ => "/desk/queue"),
        new("queue of what is decided", Role.Officer, _ => "/desk/queue?status=decided"),
        new("encounter", Role.Officer, filled => $"/desk/encounters/{filled.Plain}"),
        new("encounter that is held by another", Role.Officer, filled => $"/desk/encounters/{filled.Held}"),
        new("encounter that awaits a second person", Role.Supervisor, filled => $"/desk/encounters/{filled.Proposed}"),
        new("encounter of names that hold markup", Role.Officer, filled => $"/desk/encounters/{filled.Markup}"),
        new("encounter of names that turn the writing", Role.Analyst, filled => $"/desk/encounters/{filled.Turning}"),
        new("encounter of endless names", Role.Officer, filled => $"/desk/encounters/{filled.Endless}"),
        new("encounter that is not there", Role.Officer, _ => "/desk/encounters/none"),
        new("counter", Role.Officer, _ => "/desk/counter"),
        new("crossings", Role.Officer, _ => "/desk/crossings"),
        new("crossing", Role.Officer, filled => $"/desk/crossings/{filled.Crossing}"),
    ];

    /// <summary>Their names, as rows of a theory.</summary>
    public static TheoryData<string> Names => [.. All.Select(page => page.Name)];

    /// <summary>The page of a name.</summary>
    public static DeskPage Of(string name) => All.Single(page => page.Name == name);
}
