using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Screen;

/// <summary>One traveller and what screening brought.</summary>
/// <param name="Ordinal">The place in the input, from 1.</param>
/// <param name="Traveller">Who was screened.</param>
/// <param name="Answer">What was found.</param>
internal sealed record Screened(long Ordinal, Traveller Traveller, ScreeningAnswer Answer);
