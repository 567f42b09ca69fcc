using System.Text.Json.Nodes;
using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Border;

/// <summary>The map of posts in a real browser, which draws it without a graphics card.</summary>
public sealed class MapTests(Chromium chromium)
{
    private const string Listed = "L1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    [Fact]
    public async Task Posts_stand_on_a_map_for_which_no_other_host_is_asked()
    {
        await using var node = await StartAsync();
        await BorderCalls.SendAsync(node, Flight.Message(day: DateTime.UtcNow));
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(Draws: true));
        var asked = new List<string>();
        officer.Page.Context.Request += (_, request) => asked.Add(request.Url);
        await DrawnAsync(officer);
        asked.Where(url => !url.StartsWith(officer.Address("/"), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal)).ShouldBeEmpty();
        asked.ShouldContain(url => url.EndsWith("/maplibre-gl-worker.mjs", StringComparison.Ordinal));

        // A marker is a link that a keyboard reaches, with what waits there.
        var marker = officer.Page.Locator(".map-marker a[href='/desk/posts/CMN-AIR']");
        (await marker.InnerTextAsync()).ShouldContain("Airport");
        (await marker.InnerTextAsync()).ShouldContain("1 wait");
        await marker.FocusAsync();
        await officer.PressAsync("Enter");
        await officer.UntilAtAsync("/desk/posts/CMN-AIR");
    }

    [Fact]
    public async Task A_post_without_a_place_is_listed_and_not_drawn()
    {
        await using var node = await StartAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(Draws: true));
        await DrawnAsync(officer);
        (await officer.Page.Locator(".map-marker").CountAsync()).ShouldBe(2);
        (await officer.Page.Locator("[data-post]").CountAsync()).ShouldBe(3);
        (await officer.Page.Locator("[data-post]").Filter(new() { HasText = "Road" }).InnerTextAsync()).ShouldContain("no latitude and longitude");
    }

    [Fact]
    public async Task A_new_hit_is_counted_on_an_open_map_by_itself()
    {
        await using var node = await StartAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(Draws: true));
        await DrawnAsync(officer);
        await officer.Page.Locator("html[data-live=true]").WaitForAsync();
        await BorderCalls.SendAsync(node, Flight.Message());
        await officer.Page.Locator(".map-marker").Filter(new() { HasText = "1 wait" }).WaitForAsync();
    }

    [Fact]
    public async Task Without_WebGL_the_list_says_everything()
    {
        await using var node = await StartAsync();
        await BorderCalls.SendAsync(node, Flight.Message(day: DateTime.UtcNow));
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(Draws: true));
        await officer.Page.AddInitScriptAsync("HTMLCanvasElement.prototype.getContext = () => null;");
        await officer.GoAsync("/desk/map");
        (await officer.Page.Locator("[data-map]").IsVisibleAsync()).ShouldBeFalse();
        (await officer.TextAsync()).ShouldContain("cannot be drawn in this browser");
        var post = await officer.Page.Locator("[data-post]").Filter(new() { HasText = "Airport" }).InnerTextAsync();
        post.ShouldContain("CMN → MAD");
        post.ShouldContain("crossings: 1, people: 2");
        post.ShouldContain("1 wait");
    }

    [Fact]
    public async Task The_deployment_chooses_how_disputed_lines_are_drawn()
    {
        var (neutral, dashed, said) = await LookAsync("Neutral");
        var (hidden, none, silent) = await LookAsync("Hidden");
        var (own, one, _) = await LookAsync("Own", new JsonObject { ["ESH-MRT"] = "Solid", ["ESH-MAR"] = "Hidden", ["ESP-GIB"] = "Hidden" });
        dashed.ShouldBe(8);
        none.ShouldBe(0);
        one.ShouldBe(5);
        hidden.ShouldNotBe(neutral);
        own.ShouldNotBe(neutral);
        own.ShouldNotBe(hidden);
        said.ShouldContain("disputed line");
        silent.ShouldNotContain("disputed line");
    }

    [Fact]
    public async Task No_other_page_loads_the_map()
    {
        await using var node = await StartAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(Draws: true));
        var asked = new List<string>();
        officer.Page.Context.Request += (_, request) => asked.Add(request.Url);
        await officer.GoAsync("/desk/queue");
        asked.Where(url => url.Contains("map", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", false, 1440)]
    [InlineData("ar", true, 1440)]
    [InlineData("fr", true, 390)]
    [InlineData("es", false, 390)]
    [InlineData("ar", false, 390)]
    public async Task Everybody_can_read_it(string language, bool dark, int width)
    {
        await using var node = await StartAsync(configure: configuration => configuration["Border"]!["Posts"]![0]!["Name"] = "<script>alert(1)</script>\u202Etropria\u200B" + new string('W', 10_000)); // The posts are there.
        await BorderCalls.SendAsync(node, Flight.Message(day: DateTime.UtcNow));
        await using var visitor = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(language, dark, width, Draws: true));
        await DrawnAsync(visitor);
        await visitor.ShouldBeAccessibleAsync();
        (await visitor.Page.Locator(".map-marker").First.GetAttributeAsync("dir")).ShouldBe(language == "ar" ? "rtl" : "ltr");
    }

    [Fact]
    public async Task Without_posts_the_page_says_who_names_them()
    {
        await using var node = await RunningNode.StartAsync(Listed);
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(Draws: true));
        await officer.GoAsync("/desk/map");
        (await officer.TextAsync()).ShouldContain("administrator");
    }

    [Fact]
    public async Task The_picture_of_the_guide_shows_it()
    {
        await using var node = await StartAsync();
        await BorderCalls.SendAsync(node, Flight.Message(day: DateTime.UtcNow));
        await using var officer = await chromium.VisitAsync(node, "Amina Haddad", Role.Officer, new Look(Draws: true));
        await DrawnAsync(officer);
        await officer.ShowAsync("map");
    }

    /// <summary>A node of which two posts have a place.</summary>
    private static Task<RunningNode> StartAsync(Action<JsonObject>? configure = null) => RunningNode.StartAsync(
        configuration =>
        {
            var border = BorderCalls.Posts();
            foreach (var (post, latitude, longitude) in (IEnumerable<(int, double, double)>)[(0, 33.37, -7.59), (1, 35.89, -5.5)])
            {
                (border["Posts"]![post]!["Latitude"], border["Posts"]![post]!["Longitude"]) = (latitude, longitude); // The posts are there.
            }

            configuration["Border"] = border;
            configure?.Invoke(configuration);
        },
        Listed);

    /// <summary>What is drawn of Western Sahara, how many disputed lines the browser gets, and what the page says.</summary>
    private async Task<(string Picture, int Disputed, string Said)> LookAsync(string boundaries, JsonObject? lines = null)
    {
        await using var node = await StartAsync(configuration =>
        {
            configuration["Map"] = new JsonObject { ["Boundaries"] = boundaries, ["Lines"] = lines ?? [] };
            foreach (var post in configuration["Border"]!["Posts"]!.AsArray()) // The posts are there.
            {
                (post!["Latitude"], post["Longitude"]) = (25.0, -12.0);
            }
        });
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer, new Look(Draws: true));
        await DrawnAsync(officer);
        var map = JsonNode.Parse(await officer.Page.EvaluateAsync<string>("fetch(document.querySelector('[data-map]').dataset.base).then((a) => a.text())"));
        var picture = await officer.Page.Locator("[data-map]").ScreenshotAsync();
        return (Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(picture)), map!["features"]!.AsArray().Count(f => f!["properties"]!["kind"]!.GetValue<string>() == "disputed"), await officer.TextAsync()); // It has features, each of a kind.
    }

    private static async Task DrawnAsync(Visitor visitor)
    {
        await visitor.GoAsync("/desk/map");
        await visitor.Page.Locator("[data-map][data-drawn=true]").WaitForAsync();
    }
}
