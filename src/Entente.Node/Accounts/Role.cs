namespace Entente.Node.Accounts;

/// <summary>The roles of people. A role opens routes (<see cref="Permission"/>); what is done there stands on a purpose of the catalogue.</summary>
internal static class Role
{
    /// <summary>Works on encounters and at the counter.</summary>
    public const string Officer = "officer";

    /// <summary>The second person of a decision; answers for a shift.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Keeps listings.</summary>
    public const string Analyst = "analyst";

    /// <summary>Deals with partner services.</summary>
    public const string Liaison = "liaison";

    /// <summary>Runs the cooperation programme.</summary>
    public const string Programme = "programme";

    /// <summary>On duty for CBRN danger.</summary>
    public const string Hazard = "hazard";

    /// <summary>Inspects what was done.</summary>
    public const string Inspector = "inspector";

    /// <summary>Runs the node; sees no case content.</summary>
    public const string Administrator = "administrator";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Officer, Supervisor, Analyst, Liaison, Programme, Hazard, Inspector, Administrator];
}
