namespace Entente.Names;

/// <summary>What the comparison of two names came to, before any of it is put into words.</summary>
/// <param name="Bits">Evidence in bits: how much likelier two names so alike are for one person than for two. May be negative. What speaks against by contradiction stands apart.</param>
/// <param name="Shared">The part of the evidence that agreeing parts bring, in bits; never negative.</param>
/// <param name="Against">What contradicting parts take from it, in bits; never negative and not yet taken off.</param>
/// <param name="Contradictions">How many parts on one side face a different part on the other.</param>
/// <param name="Agreeing">How many parts of the first name agree with parts of the second.</param>
/// <param name="OnePart">Whether one of the two names is a single part, which is taken off <paramref name="Bits"/>.</param>
public readonly record struct NameMatch(double Bits, double Shared, double Against, int Contradictions, int Agreeing, bool OnePart);
