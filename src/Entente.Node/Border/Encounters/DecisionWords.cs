using Entente.Node.Configuration;
using Entente.Node.Desk;

namespace Entente.Node.Border.Encounters;

/// <summary>A decision in a line: whether it is the person, what is to happen, and why.</summary>
internal static class DecisionWords
{
    /// <summary>The line.</summary>
    public static string Of(Words words, Decision decision) =>
        string.Join(words["list.comma"], words["conclusion." + Codes.Of(decision.Conclusion)], words["measure." + Codes.Of(decision.Measure)], words.Or("reason." + decision.Reason, decision.Reason));
}
