namespace Entente.Reports.Lexicons;

/// <summary>Words of a table that were found in a sentence.</summary>
/// <param name="First">Their first token in the sentence.</param>
/// <param name="End">The token behind their last.</param>
/// <param name="Class">What they are, as the table says.</param>
/// <param name="Value">What they mean, as the table says; empty where it says nothing.</param>
internal readonly record struct Mark(int First, int End, string Class, string Value);
