using Entente.Names.Comparing;
using Entente.Names.Comparing.Hot;

namespace Entente.Names;

/// <summary>Parts of two names that were found to agree, by their positions.</summary>
/// <param name="Query">The first part of the traveller's name.</param>
/// <param name="QueryCount">1, or 2 where it and the next were written together on the other side.</param>
/// <param name="Listed">The first part of the listed name.</param>
/// <param name="ListedCount">1 or 2, likewise.</param>
/// <param name="Bits">Evidence.</param>
public readonly record struct AgreeingParts(int Query, int QueryCount, int Listed, int ListedCount, double Bits)
{
    /// <summary>What an assignment has found, in the order of the traveller's parts.</summary>
    internal static AgreeingParts[] Of(Assignment assignment, int queries)
    {
        var agreeing = new List<AgreeingParts>(queries);
        for (var i = 0; i < queries; i++)
        {
            var found = assignment.Found[i];
            var (j, kind) = (found & 255, (Assignment.Kind)(found >> 8));
            if (found < 0 || kind == Assignment.Kind.QueryJoinedSecond)
            {
                continue;
            }

            var cell = (i * Assignment.Side) + j;
            agreeing.Add(kind switch
            {
                Assignment.Kind.QueryJoined => new(i, 2, j, 1, InBits(assignment.QueryJoined[cell])),
                Assignment.Kind.ListedJoined => new(i, 1, j, 2, InBits(assignment.ListedJoined[cell])),
                _ => new(i, 1, j, 1, InBits(assignment.Single[cell])),
            });
        }

        return [.. agreeing];
    }

    private static double InBits(int eighths) => eighths / (double)LetterCosts.Unit;
}
