using Entente.Node.Configuration;

namespace Entente.Node.Border.Encounters;

/// <summary>What somebody chose and typed on the page of an encounter, so that nothing of it is lost where the step is refused.</summary>
internal sealed record EncounterForm
{
    /// <summary>Why a proposal is declined; said in the history, never to the traveller.</summary>
    public static IReadOnlyList<string> DeclineReasons { get; } = ["not-convinced", "contradiction-overlooked", "measure-too-strong", "protection-first", "withdrawn"];

    /// <summary>Nothing.</summary>
    public static EncounterForm Empty { get; } = new();

    /// <summary>"not-this-person other-parents": one choice says both.</summary>
    public string Choice { get; init; } = "";

    public Measure? Measure { get; init; }

    public OutcomeCode? Outcome { get; init; }

    public IReadOnlyList<string> Flags { get; init; } = [];

    public string DeclineReason { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>Whether the text for the post is none.</summary>
    public bool TextFault { get; init; }

    /// <summary>Whether words have just been told to the post.</summary>
    public bool IsTold { get; init; }

    /// <summary>Why the step was refused; null where it was not.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>The page of the desk from which the step was taken; null for the encounter's own.</summary>
    public string? Back { get; init; }

    /// <summary>The conclusion of the choice; null where there is none.</summary>
    public Conclusion? Conclusion => Codes.Find<Conclusion>(Choice.Split(' ')[0]);

    /// <summary>The reason of the choice.</summary>
    public string Reason => Choice.Split(' ', 2)[^1];

    /// <summary>What the history keeps of a proposal that was declined.</summary>
    public object DeclineDetails => DeclineReasons.Contains(DeclineReason) ? new { Reason = DeclineReason } : new { };

    /// <summary>What a form holds.</summary>
    public static EncounterForm Of(IFormCollection form) => new()
    {
        Choice = form["choice"].ToString(),
        Measure = Codes.Find<Measure>(form["measure"]),
        Outcome = Codes.Find<OutcomeCode>(form["code"]),
        Flags = [.. form["flag"].OfType<string>()],
        DeclineReason = form["reason"].ToString(),
        Text = form["text"].ToString().ReplaceLineEndings("\n"),
        Back = form["back"].ToString() is { } back && back.StartsWith("/desk/", StringComparison.Ordinal) ? back : null,
    };
}
