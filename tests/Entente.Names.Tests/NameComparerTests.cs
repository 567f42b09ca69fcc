using Entente.Names.Reading;
using FsCheck.Fluent;

namespace Entente.Names.Tests;

public sealed class NameComparerTests
{
    private static readonly NameComparer Comparer = new(new NameWeights());

    /// <summary>Between scripts. Within Latin, the learned costs tell the spelling that is read from the one it is read as.</summary>
    [Fact]
    public void What_names_of_two_scripts_share_does_not_depend_on_which_is_listed() =>
        Sample.Holds(Sample.Foreign.SelectMany(a => Sample.Latin.Select(b => (a, b))), pair =>
            Compare(pair.a, pair.b).Match.Shared == Compare(pair.b, pair.a).Match.Shared, times: 1_000);

    [Fact]
    public void A_part_more_in_which_both_agree_never_lowers_the_evidence() =>
        Sample.Holds(Sample.Name.Where(IsAPartMore).SelectMany(a => Sample.Name.Where(IsAPartMore).Select(b => (a, b))), pair =>
            Compare(pair.a + " Qatanani", pair.b + " Qatanani").Match.Bits >= Compare(pair.a, pair.b).Match.Bits, times: 1_000);

    [Fact]
    public void What_follows_Abu_is_no_part_more_but_another_name()
    {
        IsAPartMore("Ben Ali Wu Nouu abo").ShouldBeFalse();
        IsAPartMore("Ana Maria yukbs Lopez Garcia o").ShouldBeTrue();
    }

    /// <summary>Whether a word behind a name is a part of its own: behind Abu and its like it is one part with them.</summary>
    private static bool IsAPartMore(string name) => Name.Read(name + " Qatanani").Parts.Count == Name.Read(name).Parts.Count + 1;

    [Fact]
    public void A_name_agrees_with_itself_in_every_part_and_lacks_nothing() => Sample.Holds(Sample.Name.Select(n => Name.Read(n)).Where(n => n.Parts.All(p => p.Role == PartRole.Name)), name =>
        Comparer.Compare(name, name).Match is { Contradictions: 0 } match && match.Bits == match.Shared - (match.OnePart ? Comparer.Weights.SinglePart : 0) && match.Agreeing == name.Parts.Count);

    [Fact]
    public void The_order_of_the_parts_does_not_matter()
    {
        Compare("Igor Sechin", "Sechin Igor").Match.Bits.ShouldBe(Compare("Igor Sechin", "Igor Sechin").Match.Bits);
        Compare("MURAD, Abdul Hakim", "Abdul Hakim Murad").Match.Contradictions.ShouldBe(0);
    }

    [Fact]
    public void A_rare_part_in_common_says_more_than_a_common_one() =>
        Compare("Kakolele", "Kakolele").Match.Bits.ShouldBeGreaterThan(Compare("Mohamed", "Mohamed").Match.Bits + 3);

    [Fact]
    public void The_same_spelling_says_more_than_another_one_of_the_name() =>
        Compare("Choukri", "Choukri").Match.Bits.ShouldBeGreaterThan(Compare("Choukri", "Shukri").Match.Bits);

    [Fact]
    public void A_missing_part_is_no_contradiction()
    {
        var (missing, contradicted) = (Compare("Saddam Hussein", "Saddam Hussein al-Tikriti"), Compare("Saddam Hussein al-Dulaimi", "Saddam Hussein al-Tikriti"));
        missing.Match.Contradictions.ShouldBe(0);
        contradicted.Match.Contradictions.ShouldBe(1);
        (contradicted.Match.Bits - contradicted.Match.Against).ShouldBeLessThan(missing.Match.Bits);
        missing.Match.Against.ShouldBe(0);
    }

    [Fact]
    public void Parts_that_begin_alike_contradict_less()
    {
        var (alike, apart) = (Compare("Kakolele Hamidzada", "Kakolele Hamidullin"), Compare("Kakolele Hamidzada", "Kakolele Mirzoyan"));
        alike.Match.Contradictions.ShouldBe(1);
        alike.Match.Against.ShouldBeInRange(0, apart.Match.Against - 1);
    }

    [Fact]
    public void Son_and_father_the_other_way_round_contradict()
    {
        Compare("Omar bin Abdullah", "Abdullah bin Omar").Match.Contradictions.ShouldBe(1);
        Compare("Omar bin Abdullah", "Omar bin Abdullah").Match.Contradictions.ShouldBe(0);
        Compare("Omar Abdullah", "Abdullah bin Omar").Match.Contradictions.ShouldBe(0);
    }

    [Fact]
    public void A_patronymic_that_one_side_lacks_hardly_counts()
    {
        var (with, without) = (Compare("Igor Ivanovich Sechin", "Igor Sechin"), Compare("Igor Sechin", "Igor Sechin"));
        with.Match.Contradictions.ShouldBe(0);
        (without.Match.Bits - with.Match.Bits).ShouldBeInRange(0, 0.5);
    }

    [Theory]
    [InlineData("Abu Bakr", "Aboubakr")]
    [InlineData("Nour Eddine", "Noureddine")]
    [InlineData("Ana Maria", "Anamaria")]
    public void Parts_run_together_agree_with_parts_written_apart(string a, string b) => Compare(a, b).Match.Contradictions.ShouldBe(0);

    [Fact]
    public void Pairs_name_every_part_once()
    {
        var comparison = Compare("Mohamed Ben Ali Kakolele", "Kakolele Muhammad Anamaria");
        comparison.Pairs.SelectMany(pair => pair.Query).ShouldBe(comparison.Query.Parts, ignoreOrder: true);
        comparison.Pairs.SelectMany(pair => pair.Listed).ShouldBe(comparison.Listed.Parts, ignoreOrder: true);
        comparison.Pairs.Sum(pair => pair.Bits).ShouldBe(comparison.Match.Shared);
    }

    [Fact]
    public void A_part_cut_at_the_end_of_its_field_agrees_with_every_name_that_begins_so()
    {
        var cut = Name.Read("Aleksandr Papadopoulo", truncated: true);
        Comparer.Compare(cut, Name.Read("Aleksandr Papadopoulopetrakis")).Match.Contradictions.ShouldBe(0);
        Comparer.Compare(Name.Read("Aleksandr Papadopoulo"), Name.Read("Aleksandr Papadopoulopetrakis")).Match.Contradictions.ShouldBe(1);
    }

    [Fact]
    public void What_may_have_stood_behind_the_cut_is_not_missing()
    {
        var listed = Name.Read("Aleksandr Papadopoulos Konstantinidis");
        Comparer.Compare(Name.Read("Aleksandr Papadopoulos", truncated: true), listed).Match.Bits
            .ShouldBeGreaterThan(Comparer.Compare(Name.Read("Aleksandr Papadopoulos"), listed).Match.Bits);
    }

    [Fact]
    public void A_machine_readable_name_is_cut_at_the_end_of_its_given_names()
    {
        var cut = Name.Read("PAPADOPOULOS KONSTANT", "PAPADOPOULOS", "KONSTANT", truncated: true);
        cut.Parts.Single(part => part.Cut).Written.ShouldBe("KONSTANT");
        Comparer.Compare(cut, Name.Read("Konstantinos Papadopoulos", "Papadopoulos", "Konstantinos")).Match.Contradictions.ShouldBe(0);
    }

    [Fact]
    public void Texts_without_letters_share_nothing() => Compare("", "🙂 - '").Match.ShouldBe(default(NameMatch));

    private static NameComparison Compare(string a, string b) => Comparer.Compare(Name.Read(a), Name.Read(b));
}
