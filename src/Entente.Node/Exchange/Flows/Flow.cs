using Entente.Ledger.Envelopes;

namespace Entente.Node.Exchange.Flows;

/// <summary>Who acts in a conversation.</summary>
internal enum FlowSide
{
    /// <summary>The service that opened it.</summary>
    Asker,

    /// <summary>The service to which it was opened.</summary>
    Asked,
}

/// <summary>What lets the clock of a state run out.</summary>
internal enum FlowClock
{
    /// <summary>It has none.</summary>
    None,

    /// <summary>The deadline that the last step with one set; the same on both sides, because it stands in the message.</summary>
    Deadline,

    /// <summary>Nothing happened for as long as conversations are kept.</summary>
    Lapse,
}

/// <summary>Which deadline a step sets.</summary>
internal enum FlowDeadline
{
    /// <summary>None; the one before holds.</summary>
    None,

    /// <summary>The one of the urgency that the step names, else of a routine question.</summary>
    Urgency,

    /// <summary>The longest time for which somebody may be held.</summary>
    Hold,
}

/// <summary>A state of a conversation.</summary>
/// <param name="Name">Its code.</param>
/// <param name="Turn">Who is to act; null where the conversation is over.</param>
internal sealed record FlowState(string Name, FlowSide? Turn)
{
    /// <summary>What lets its clock run out.</summary>
    public FlowClock Clock { get; init; }

    /// <summary>The state to which the clock leads; empty without a clock.</summary>
    public string WhenOver { get; init; } = "";

    /// <summary>Whether the conversation is over.</summary>
    public bool IsFinal => Turn is null;
}

/// <summary>A step that one side takes, and the other hears of by a message.</summary>
/// <param name="Name">Its code.</param>
/// <param name="By">Who takes it.</param>
/// <param name="From">The states in which it can be taken; none for the step that opens.</param>
/// <param name="To">The state to which it leads; empty where the state stays.</param>
internal sealed record FlowStep(string Name, FlowSide By, IReadOnlyList<string> From, string To)
{
    /// <summary>What it says.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    /// <summary>Which deadline it sets.</summary>
    public FlowDeadline Sets { get; init; }

    /// <summary>Whether it gives the partner anything that its terms have to allow.</summary>
    public bool Releases { get; init; }

    /// <summary>Whether the node takes it, and no person.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>
    /// States in which it may arrive though nobody may take it there, because a step of the other side crossed it on the way, and the state to which it then leads: whatever crosses, both sides end in one state.
    /// </summary>
    public IReadOnlyDictionary<string, string> Crossing { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The type of the message that tells the other side.</summary>
    public string Sends => By == FlowSide.Asker ? MessageType.Request : MessageType.Answer;
}

/// <summary>
/// A kind of conversation between two services, as a table: states, who acts in each, which step leads where, what each says, which clock runs. Both sides
/// hold the same table and reach the same state from the same messages.
/// </summary>
/// <param name="Name">Its code.</param>
/// <param name="States">Its states.</param>
/// <param name="Steps">Its steps, the one that opens first.</param>
internal sealed record Flow(string Name, IReadOnlyList<FlowState> States, IReadOnlyList<FlowStep> Steps)
{
    /// <summary>The form of its messages.</summary>
    public string Form => $"entente.{Name}.v1";

    /// <summary>The step that opens a conversation.</summary>
    public FlowStep Opening => Steps[0];

    /// <summary>A state; null where there is none of that code.</summary>
    public FlowState? State(string name) => States.FirstOrDefault(s => s.Name == name);

    /// <summary>The steps that a side can take in a state.</summary>
    public IEnumerable<FlowStep> StepsOf(string state, FlowSide side) => Steps.Where(s => s.By == side && s.From.Contains(state));

    /// <summary>Where a step leads; null where it cannot be taken.</summary>
    /// <param name="state">The state; empty before the conversation is opened.</param>
    /// <param name="step">Code of the step.</param>
    /// <param name="by">Who takes it.</param>
    /// <param name="hasArrived">Whether the other side has taken it already, so that it may have crossed one of this side.</param>
    public (FlowStep Step, string To)? Move(string state, string step, FlowSide by, bool hasArrived)
    {
        var found = Steps.FirstOrDefault(s => s.Name == step && s.By == by);
        if (found is null)
        {
            return null;
        }

        var takes = state.Length == 0 ? found == Opening : found.From.Contains(state);
        return takes ? (found, found.To.Length > 0 ? found.To : state)
            : hasArrived && found.Crossing.TryGetValue(state, out var to) ? (found, to)
            : null;
    }

    /// <summary>What is wrong with the table; empty where it can be used.</summary>
    public IReadOnlyList<string> Faults()
    {
        var names = States.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var reached = Reached();
        return
        [
            .. States.Where(s => !reached.Contains(s.Name)).Select(s => $"{Name}: nothing leads to {s.Name}."),
            .. States.Where(s => !s.IsFinal && !Steps.Any(step => step.By == s.Turn && step.From.Contains(s.Name))).Select(s => $"{Name}: whose turn it is in {s.Name} can do nothing."),
            .. States.Where(s => s.Clock == FlowClock.None != (s.WhenOver.Length == 0) || (s.WhenOver.Length > 0 && !names.Contains(s.WhenOver))).Select(s => $"{Name}: the clock of {s.Name} leads nowhere."),
            .. States.Where(s => !s.IsFinal && s.Clock == FlowClock.None).Select(s => $"{Name}: {s.Name} has no clock and could last for ever."),
            .. States.Where(s => s.IsFinal && s.Clock != FlowClock.None).Select(s => $"{Name}: {s.Name} is over and has a clock."),
            .. Steps.SelectMany(s => s.From.Append(s.To).Concat(s.Crossing.Keys).Concat(s.Crossing.Values).Where(n => n.Length > 0 && !names.Contains(n)).Select(n => $"{Name}: {s.Name} names {n}, which is no state.")),
            .. Steps.Where(s => s != Opening && s.From.Count == 0).Select(s => $"{Name}: {s.Name} can never be taken."),
        ];
    }

    private HashSet<string> Reached()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { Opening.To };
        for (var before = 0; before != reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(Steps.Where(s => s.To.Length > 0 && s.From.Any(reached.Contains)).Select(s => s.To).ToList());
            reached.UnionWith(States.Where(s => s.WhenOver.Length > 0 && reached.Contains(s.Name)).Select(s => s.WhenOver).ToList());
        }

        return reached;
    }
}
