using Entente.Names.Tests;
using Entente.Screening.Subjects;

namespace Entente.Screening.Tests;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("a screening at the alert threshold", null)]
    [InlineData("a screening for the ten best", 0.0)]
    public void A_screening_whose_parts_are_known_stays_within_its_budget(string what, double? lowest)
    {
        var screener = People.Screener([.. Fictional.Names(5_000).Select((name, i) => People.Named("Mohamed " + name).With(People.Born(1970, 3, 1 + (i % 28))).Listed($"{i}"))]);
        Subject[] travellers = [.. Fictional.Names(200).Select(name => People.Named(name.Replace('o', 'u')).With(People.Born(1971, 3, 5)))];
        Budgets.Holds(what, travellers.Length, () =>
        {
            foreach (var traveller in travellers)
            {
                screener.Screen(traveller, 10, lowest);
            }
        });
    }
}
