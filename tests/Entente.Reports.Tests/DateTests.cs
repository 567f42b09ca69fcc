using Entente.Reports.Text;

namespace Entente.Reports.Tests;

/// <summary>Dates as precise as the text allows, counted from the day of the report.</summary>
public sealed class DateTests
{
    private static readonly DateOnly Wednesday = new(2023, 3, 15);

    [Theory]
    [InlineData("General Paul Denning visited Rabat yesterday.", "2023-03-14")]
    [InlineData("General Paul Denning visited Rabat last week.", "2023-W10")]
    [InlineData("General Paul Denning visited Rabat in February.", "2023-02")]
    [InlineData("General Paul Denning visited Rabat in November.", "2022-11")]
    [InlineData("General Paul Denning will visit Rabat in November.", "2023-11")]
    [InlineData("General Paul Denning visited Rabat on Monday.", "2023-03-13")]
    [InlineData("General Paul Denning will visit Rabat on Monday.", "2023-03-20")]
    [InlineData("General Paul Denning visited Rabat three days ago.", "2023-03-12")]
    [InlineData("General Paul Denning visited Rabat last year.", "2022")]
    [InlineData("General Paul Denning visited Rabat on 2 December.", "2022-12-02")]
    [InlineData("General Paul Denning visited Rabat on March 2.", "2023-03-02")]
    [InlineData("General Paul Denning visited Rabat from 28 February to 2 March 2023.", "2023-02-28/2023-03-02")]
    [InlineData("General Paul Denning visited Rabat in June 2022.", "2022-06")]
    [InlineData("Le général Luc Ferrand a visité Rabat hier.", "2023-03-14")]
    [InlineData("Le général Luc Ferrand a visité Rabat mardi dernier.", "2023-03-14")]
    [InlineData("Le général Luc Ferrand a visité Rabat il y a trois jours.", "2023-03-12")]
    [InlineData("Le général Luc Ferrand a visité Rabat le 1er février.", "2023-02-01")]
    [InlineData("El general Julio Aranda visitó Rabat el pasado martes.", "2023-03-14")]
    [InlineData("El general Julio Aranda visitó Rabat la semana pasada.", "2023-W10")]
    [InlineData("El general Julio Aranda visitó Rabat el 5 de marzo de 2023.", "2023-03-05")]
    [InlineData("زار وزير الداخلية المغربي كريم التازي مدريد أمس.", "2023-03-14")]
    public void A_date_is_resolved_against_the_day_of_the_report(string text, string expected) =>
        ReportReader.Read(ReportText.Of("a.txt", text), Wednesday).ShouldHaveSingleItem().Named("date").Single().Value.Words.ShouldBe(expected);

    [Theory]
    [InlineData("General Paul Denning visited Rabat yesterday.")]
    [InlineData("General Paul Denning visited Rabat in February.")]
    [InlineData("Le général Luc Ferrand a visité Rabat mardi dernier.")]
    public void A_date_stays_open_where_nothing_tells_the_day_of_the_report(string text)
    {
        var date = ReportReader.Read(ReportText.Of("a.txt", text)).ShouldHaveSingleItem().Named("date").Single();

        date.Value.ShouldBe(Proposals.FieldValue.Open);
        text.ShouldContain(date.Text);
    }

    [Theory]
    [InlineData("RABAT, 14 June 2022 (Agency) - General Paul Denning visited Rabat yesterday.")]
    [InlineData("Publié le 14 juin 2022 à 10h12\n\nLe général Luc Ferrand a visité Rabat hier.")]
    [InlineData("Madrid, 14 de junio de 2022. El general Julio Aranda visitó Rabat ayer.")]
    [InlineData("<html><head><meta property=\"article:published_time\" content=\"2022-06-14T08:00:00Z\"></head><body><p>General Paul Denning visited Rabat yesterday.</p></body></html>")]
    [InlineData("<html><body><time datetime=\"2022-06-14\">last Tuesday</time><p>General Paul Denning visited Rabat yesterday.</p></body></html>")]
    public void A_report_tells_its_own_day_by_dateline_or_markup(string text) =>
        ReportReader.Read(ReportText.Of("a.txt", text)).First(p => p.Named("date").Any()).Named("date").Single().Value.Words.ShouldBe("2022-06-13");

    [Fact]
    public void A_day_that_a_person_states_outranks_the_dateline() =>
        ReportReader.Read(ReportText.Of("a.txt", "RABAT, 14 June 2022 (Agency) - General Paul Denning visited Rabat yesterday."), Wednesday).ShouldHaveSingleItem().Named("date").Single().Value.Words.ShouldBe("2023-03-14");
}
