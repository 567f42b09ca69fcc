using System.Text.Json.Serialization;
using Entente.Node.Configuration;
using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Watchlist;

/// <summary>What a listing asks for when its person is met, weakest first.</summary>
[JsonConverter(typeof(CodeConverter<EncounterAction>))]
internal enum EncounterAction
{
    /// <summary>Tell this service, and nothing else. What a foreign or public listing may do until a local person has adopted it for more.</summary>
    Inform,

    /// <summary>Look closely without the person's learning of it.</summary>
    DiscreetCheck,

    /// <summary>Question and search at the post.</summary>
    SecondaryInspection,

    /// <summary>Refuse boarding or entry.</summary>
    Refuse,

    /// <summary>Hand over to whoever executes the warrant.</summary>
    DetainOnWarrant,
}

/// <summary>What stands beside a listing's identity data.</summary>
/// <param name="Action">What it asks for.</param>
/// <param name="Warrant">Number of the warrant; empty where it asks for no detention.</param>
/// <param name="Service">Code of the service that nominated it, or the name of the public list.</param>
/// <param name="Handling">What whoever meets the person has to heed, in the nominating service's words; empty where nothing.</param>
/// <param name="Marking">Who may see it.</param>
internal sealed record ListingTerms(EncounterAction Action, string Warrant, string Service, string Handling, Marking Marking)
{
    /// <summary>What the partner asks for whose listing it is; null for a listing of this service and of public lists. Nothing follows from it until somebody here has adopted the listing.</summary>
    public EncounterAction? OwnerAsks { get; init; }

    /// <summary>Whether a partner owns it, so that nothing is done to anybody because of it before the partner has confirmed the hit.</summary>
    [JsonIgnore]
    public bool IsForeign => OwnerAsks is not null;

    /// <summary>What a list of others asks for.</summary>
    public static ListingTerms OfPublicList(string list) => new(EncounterAction.Inform, "", list, "", Marking.OwnService);
}
