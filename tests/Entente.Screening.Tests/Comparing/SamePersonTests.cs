using Entente.Screening.Subjects;

namespace Entente.Screening.Tests.Comparing;

/// <summary>One person on several lists is one hit with several sources; when in doubt they are two.</summary>
public sealed class SamePersonTests
{
    private static readonly Subject Frank = People.Named("Frank Kakolele Bwambale").With(People.Born(1971, 5, 17));

    [Fact]
    public void The_same_words_and_birth_date_on_two_lists_are_one_hit()
    {
        var hit = Screen(Frank.Listed("A-1"), People.Named("BWAMBALE Frank Kakolele").With(People.Born(1971, 5, 17)).Listed("B-1", "B")).ShouldHaveSingleItem();
        hit.Listing.Id.ShouldBe("A-1");
        hit.AlsoListedAs.Select(listing => listing.Id).ShouldBe(["B-1"]);
    }

    [Fact]
    public void Three_lists_are_one_hit() =>
        Screen(Frank.Listed("A-1"), Frank.Listed("B-1", "B"), Frank.Listed("C-1", "C")).ShouldHaveSingleItem().AlsoListedAs.Count.ShouldBe(2);

    [Fact]
    public void The_same_document_on_two_lists_is_one_hit() => Screen(
        People.Named("Frank Kakolele").Holding("OB1234567").Listed("A-1"), People.Named("Frank Bwambale").Holding("ob-1234567").Listed("B-1", "B")).ShouldHaveSingleItem();

    [Fact]
    public void Documents_of_two_States_are_two()
    {
        var (mar, fra) = (new IdentityDocument("1234567") { Issuer = new("MAR") }, new IdentityDocument("1234567") { Issuer = new("FRA") });
        Screen(
            People.Named("Frank Kakolele") with { Documents = [mar] } is var a ? a.Listed("A-1") : null!,
            People.Named("Frank Bwambale") with { Documents = [fra] } is var b ? b.Listed("B-1", "B") : null!).Count.ShouldBe(2);
    }

    [Fact]
    public void One_list_keeps_its_own_apart() => Screen(Frank.Listed("A-1"), Frank.Listed("A-2")).Count.ShouldBe(2);

    [Fact]
    public void The_same_words_without_the_birth_date_to_the_day_are_two()
    {
        Screen(Frank.Listed("A-1"), People.Named("Frank Kakolele Bwambale").Listed("B-1", "B")).Count.ShouldBe(2);
        Screen(Frank.With(People.Born(1971)).Listed("A-1"), Frank.With(People.Born(1971)).Listed("B-1", "B")).Count.ShouldBe(2);
        Screen(Frank.With(People.Born(1971, 1, 1)).Listed("A-1"), Frank.With(People.Born(1971, 1, 1)).Listed("B-1", "B")).Count.ShouldBe(2);
    }

    [Fact]
    public void Other_words_are_two() => Screen(Frank.Listed("A-1"), People.Named("Frank Kakolele").With(People.Born(1971, 5, 17)).Listed("B-1", "B")).Count.ShouldBe(2);

    [Fact]
    public void The_same_person_on_other_lists_takes_nobodys_place() => People.Screener(
        Frank.Listed("A-1"), Frank.Listed("B-1", "B"), People.Named("Frank Kakolele").Listed("A-2")).Screen(Frank, top: 2, minScore: 0).Hits.Select(hit => hit.Listing.Id).ShouldBe(["A-1", "A-2"]);

    private static IReadOnlyList<Hit> Screen(params Listing[] listings) => People.Screener(listings).Screen(Frank, minScore: 0).Hits;
}
