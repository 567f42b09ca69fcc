using Entente.Names;
using Entente.Screening.Subjects;

namespace Entente.Screening.Comparing;

/// <summary>The pair of names on which a score rests.</summary>
/// <param name="Score">The score.</param>
/// <param name="Match">The name evidence.</param>
/// <param name="Traveller">The traveller's name.</param>
/// <param name="Listed">The listed name.</param>
/// <param name="Query">The traveller's name, read.</param>
/// <param name="Agreeing">The parts that agree.</param>
internal readonly record struct Found(double Score, NameMatch Match, SubjectName Traveller, SubjectName Listed, Name Query, IReadOnlyList<AgreeingParts> Agreeing);
