// SPDX-License-Identifier: MIT
#include "libcommon/cli/command_line.hpp"

#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/demo_tool.hpp"
#include "tests/unit/support/temporary_file.hpp"
#include "tests/unit/support/variable.hpp"

using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::Equals;
using zws::CommandLine;
using zws::Endpoint;
using zws::UsageError;
using zws::test::Colour;
using zws::test::DemoTool;
using zws::test::TemporaryFile;
using zws::test::Variable;

TEST_CASE("without arguments every option keeps its default")
{
    DemoTool demo;
    REQUIRE(demo.parse({}) == CommandLine::Action::run);
    REQUIRE(demo.rate == 10);
    REQUIRE_FALSE(demo.count);
    REQUIRE(demo.names.empty());
    REQUIRE(demo.socket.hwm == 1000);
    REQUIRE(demo.socket.endpoints == zws::Endpoints{{Endpoint::Side::connect, "tcp://127.0.0.1:5000"}});
}

TEST_CASE("an option of each kind takes its value, in both forms")
{
    DemoTool demo;
    demo.parse({"--rate=2.5", "-n", "3", "--duration", "1.5", "--title", "", "--colour", "green", "-l"});
    REQUIRE(demo.rate == 2.5);
    REQUIRE(demo.count == 3);
    REQUIRE(demo.duration == 1500ms);
    REQUIRE(demo.title.empty());
    REQUIRE(demo.colour == Colour::green);
    REQUIRE(demo.loud);
}

TEST_CASE("a negative number is a value, not a flag")
{
    DemoTool demo;
    REQUIRE_THROWS_WITH(demo.parse({"--rate", "-1"}), ContainsSubstring("--rate '-1': out of range"));
}

TEST_CASE("a flag wins over the environment, which wins over the config file")
{
    const TemporaryFile file("# settings\nrate = 20\ntitle = file\ncolour = green\n");
    const Variable rate("DEMO_RATE", "30");
    const Variable title("DEMO_TITLE", "environment");
    DemoTool demo;
    demo.parse({"--config", file.path().c_str(), "--rate", "40"});
    REQUIRE(demo.rate == 40);
    REQUIRE(demo.title == "environment");
    REQUIRE(demo.colour == Colour::green);
}

TEST_CASE("the environment can name the config file")
{
    const TemporaryFile file("loud = yes\nname = a\nname = b c\n");
    const Variable config("DEMO_CONFIG", file.path());
    DemoTool demo;
    demo.parse({});
    REQUIRE(demo.loud);
    REQUIRE(demo.names == std::vector<std::string>{"a", "b c"});
}

TEST_CASE("of an option given twice the last one wins, a repeatable one takes both")
{
    DemoTool demo;
    demo.parse({"--rate", "1", "--name", "a", "--rate", "2", "--name", "b", "--title", "x", "--title", "y"});
    REQUIRE(demo.rate == 2);
    REQUIRE(demo.title == "y");
    REQUIRE(demo.names == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a repeatable option's variable is split at white space, any other is not")
{
    const Variable names("DEMO_NAME", " a  b\tc ");
    const Variable title("DEMO_TITLE", "two words");
    DemoTool demo;
    demo.parse({});
    REQUIRE(demo.names == std::vector<std::string>{"a", "b", "c"});
    REQUIRE(demo.title == "two words");
}

TEST_CASE("endpoints keep their order within a flag, and replace the default")
{
    DemoTool demo;
    demo.parse({"--bind", "tcp://*:1", "--connect", "tcp://b:2", "--connect", "tcp://c:3"});
    REQUIRE(demo.socket.endpoints == zws::Endpoints{{Endpoint::Side::connect, "tcp://b:2"},
                                                    {Endpoint::Side::connect, "tcp://c:3"},
                                                    {Endpoint::Side::bind, "tcp://*:1"}});
}

TEST_CASE("a switch can be turned off where it is given as text")
{
    const TemporaryFile file("loud = true\n");
    const Variable loud("DEMO_LOUD", GENERATE("false", "0", "no", "off", ""));
    DemoTool demo;
    demo.parse({"--config", file.path().c_str()});
    REQUIRE_FALSE(demo.loud);
}

TEST_CASE("a wrong value names where it stands, itself, and what is wrong with it")
{
    DemoTool demo;
    REQUIRE_THROWS_WITH(demo.parse({"--rate", "x"}), Equals("--rate 'x': not a number"));
    REQUIRE_THROWS_WITH(demo.parse({"-n", "1.5"}), Equals("--count '1.5': not a whole number"));
    REQUIRE_THROWS_WITH(demo.parse({"--colour", "blue"}), Equals("--colour 'blue': not one of red, green"));
    REQUIRE_THROWS_WITH(demo.parse({"--bind", "x"}), ContainsSubstring("--bind 'x': not an endpoint"));
    {
        const Variable rate("DEMO_RATE", "0");
        REQUIRE_THROWS_WITH(demo.parse({}), Equals("DEMO_RATE '0': out of range (0.5 to 100)"));
    }
    const TemporaryFile file("rate = 1e99\n");
    REQUIRE_THROWS_WITH(
        demo.parse({"--config", file.path().c_str()}),
        Equals("config file " + file.path() + ": line 1: rate '1e99': out of range (0.5 to 100)"));
}

TEST_CASE("a bound that is that of the type is not shown, and none has an exponent that people have to count")
{
    DemoTool demo;
    REQUIRE_THROWS_WITH(demo.parse({"-n", "0"}), Equals("--count '0': out of range (at least 1)"));
    REQUIRE_THROWS_WITH(demo.parse({"--hwm", "-1"}), Equals("--hwm '-1': out of range (0 to 100000000)"));
    REQUIRE_THROWS_WITH(zws::parse_number<double>("2e9", {1e-6, 1e9}),
                        Equals("out of range (0.000001 to 1000000000)"));
    REQUIRE_THROWS_WITH(zws::parse_number<int>("9", {std::numeric_limits<int>::lowest(), 5}),
                        Equals("out of range (at most 5)"));
    REQUIRE_THROWS_WITH(zws::parse_number<double>("1e301", {-1e300, 1e300}),
                        Equals("out of range (-1e+300 to 1e+300)"));
}

TEST_CASE("times and sizes are read with their units, and their bounds are told in units")
{
    DemoTool demo;
    demo.parse({"--duration", "2m", "--wait", "1.5s", "--room", "1MiB"});
    REQUIRE(demo.duration == 2min);
    REQUIRE(demo.wait == 1500ms);
    REQUIRE(demo.room == 1048576);
    demo.parse({"--duration", "0.3", "--wait", "7", "--room", "4096"});
    REQUIRE(demo.duration == 300ms);
    REQUIRE(demo.wait == 7ms);
    REQUIRE(demo.room == 4096);
    REQUIRE_THROWS_WITH(demo.parse({"--wait", "2m"}), Equals("--wait '2m': out of range (0 to 1m)"));
    REQUIRE_THROWS_WITH(demo.parse({"--duration", "-1s"}),
                        Equals("--duration '-1s': out of range (0 to 36525d)"));
    REQUIRE_THROWS_WITH(demo.parse({"--room", "2GiB"}), Equals("--room '2GiB': out of range (1KiB to 1GiB)"));
    REQUIRE_THROWS_WITH(demo.parse({"--room", "-1"}), Equals("--room '-1': out of range (1KiB to 1GiB)"));
}

TEST_CASE("numbers are read whole and exactly")
{
    DemoTool demo;
    const auto* text = GENERATE("", " 1", "1 ", "1x", "0x10", "+1", "nan", "inf", "--", "1,5");
    REQUIRE_THROWS_AS(demo.parse({"--rate", text}), UsageError);
    REQUIRE_THROWS_WITH(demo.parse({"-n", "18446744073709551616"}), ContainsSubstring("out of range"));
    demo.parse({"-n", "18446744073709551615"});
    REQUIRE(demo.count == 18446744073709551615U);
}

TEST_CASE("what the table does not know is refused")
{
    DemoTool demo;
    REQUIRE_THROWS_WITH(demo.parse({"--nonsense"}), ContainsSubstring("--nonsense"));
    REQUIRE_THROWS_WITH(demo.parse({"--rat", "1"}), ContainsSubstring("--rat"));
    REQUIRE_THROWS_WITH(demo.parse({"-z"}), ContainsSubstring("-z"));
    REQUIRE_THROWS_WITH(demo.parse({"--rate"}), ContainsSubstring("--rate"));
    REQUIRE_THROWS_WITH(demo.parse({"--loud=yes"}), ContainsSubstring("--loud"));
    REQUIRE_THROWS_WITH(demo.parse({"file"}), Equals("unexpected operand 'file'"));
    const TemporaryFile file("nonsense = 1\n");
    REQUIRE_THROWS_WITH(demo.parse({"--config", file.path().c_str()}), ContainsSubstring("nonsense"));
    REQUIRE_THROWS_WITH(demo.parse({"--config", "/nonexistent"}),
                        Equals("config file /nonexistent: No such file or directory"));
}

TEST_CASE("an operand that is an endpoint is a --connect, in the order of all of them")
{
    const Variable connect("DEMO_CONNECT", "tcp://environment:1");
    DemoTool demo;
    demo.parse({"tcp://a:1", "--rate", "1", "--connect", "tcp://b:2", "--", "ipc://c"});
    REQUIRE(demo.socket.endpoints == zws::Endpoints{{Endpoint::Side::connect, "tcp://a:1"},
                                                    {Endpoint::Side::connect, "tcp://b:2"},
                                                    {Endpoint::Side::connect, "ipc://c"}});
    REQUIRE_THROWS_WITH(demo.parse({"tcp://a"}), ContainsSubstring("--connect 'tcp://a': no port"));
}

TEST_CASE("an operand that is nearly an endpoint gets a suggestion")
{
    DemoTool demo;
    const auto* text = GENERATE("5001", ":5001", "127.0.0.1:5001");
    REQUIRE_THROWS_WITH(demo.parse({text}), Equals("unexpected operand '" + std::string(text) +
                                                   "' (did you mean tcp://127.0.0.1:5001?)"));
    REQUIRE_THROWS_WITH(demo.parse({"localhost:1"}), ContainsSubstring("did you mean tcp://localhost:1?"));
}

TEST_CASE("a tool takes other operands where it has a kind for them, after those that come first")
{
    DemoTool demo;
    auto cli = demo.cli();
    std::vector<std::string> files;
    zws::Value file = zws::texts(files, "FILE");
    file.set = [&files](std::string_view text) {
        if (text == "bad")
            throw std::invalid_argument("no good");
        files.emplace_back(text);
    };
    cli.operand({file, "", {}});
    const std::vector<const char*> args{"demo", "a", "tcp://a:1", "-", "5001"};
    cli.parse(5, args.data());
    REQUIRE(files == std::vector<std::string>{"a", "-", "5001"});
    REQUIRE(demo.socket.endpoints.size() == 1);
    REQUIRE_THAT(cli.help(), ContainsSubstring("demo [OPTION]... [EP]... [FILE]...\n"));
    const std::vector<const char*> wrong{"demo", "bad"};
    REQUIRE_THROWS_WITH(cli.parse(2, wrong.data()), Equals("operand 'bad': no good"));
}

TEST_CASE("an unknown option gets the names that it may have meant")
{
    DemoTool demo;
    REQUIRE_THROWS_WITH(demo.parse({"--tilte", "x"}),
                        Equals("unknown option '--tilte' (did you mean --title?)"));
    REQUIRE_THROWS_WITH(demo.parse({"--tilte=x"}),
                        Equals("unknown option '--tilte' (did you mean --title?)"));
    REQUIRE_THROWS_WITH(demo.parse({"-title", "x"}),
                        Equals("unknown option '-title' (did you mean --title?)"));
    REQUIRE_THROWS_WITH(demo.parse({"--ver"}),
                        Equals("unknown option '--ver' (did you mean --version or --verbose?)"));
    REQUIRE_THROWS_WITH(demo.parse({"--nonsense"}), Equals("unknown option '--nonsense'"));
    const TemporaryFile file("tilte = x\n");
    REQUIRE_THROWS_WITH(
        demo.parse({"--config", file.path().c_str()}),
        Equals("config file " + file.path() + ": line 1: unknown option 'tilte' (did you mean title?)"));
}

TEST_CASE("a config file is told by its lines")
{
    const TemporaryFile file("# settings\n\n title=a = b # a comment\r\nrate\n");
    DemoTool demo;
    REQUIRE_THROWS_WITH(
        demo.parse({"--config", file.path().c_str()}),
        Equals("config file " + file.path() + ": line 4: 'rate': not of the form 'name = value'"));
    const TemporaryFile good("title=a = b # a comment\r\n\tname=\n");
    demo.parse({"--config", good.path().c_str()});
    REQUIRE(demo.title == "a = b");
    REQUIRE(demo.names == std::vector<std::string>{""});
}

TEST_CASE("dashes and quotes of web pages are told")
{
    DemoTool demo;
    REQUIRE_THROWS_WITH(demo.parse({"\u2013n", "5"}), ContainsSubstring("typographic dash"));
    REQUIRE_THROWS_WITH(demo.parse({"\u2014title", "x"}), ContainsSubstring("typographic dash"));
    REQUIRE_THROWS_WITH(demo.parse({"--title", "\u201ca", "b\u201d"}),
                        ContainsSubstring("typographic quotes"));
}

TEST_CASE("an empty text can follow the equal sign")
{
    DemoTool demo;
    demo.parse({"--title=", "--loud"});
    REQUIRE(demo.title.empty());
    REQUIRE(demo.loud);
    REQUIRE_THROWS_WITH(demo.parse({"--count="}), Equals("--count '': not a whole number"));
    REQUIRE_THROWS_WITH(demo.parse({"--", "--title="}), ContainsSubstring("operand '--title='"));
}

TEST_CASE("an endpoint that no other process can reach is refused")
{
    DemoTool demo;
    REQUIRE_THROWS_WITH(
        demo.parse({"--bind", "inproc://x"}),
        ContainsSubstring("--bind 'inproc://x': inproc:// reaches sockets of the same process only"));
    REQUIRE_THROWS_WITH(demo.parse({"inproc://x"}), ContainsSubstring("same process only"));
}

TEST_CASE("a folder is not a config file")
{
    DemoTool demo;
    REQUIRE_THROWS_WITH(demo.parse({"--config", "/"}), Equals("config file /: Is a directory"));
    const TemporaryFile empty("");
    REQUIRE(demo.parse({"--config", empty.path().c_str()}) == CommandLine::Action::run);
}

TEST_CASE("a tool can say more about operands")
{
    DemoTool demo;
    const std::vector<const char*> args{"demo", "a.gz"};
    REQUIRE_THROWS_WITH(demo.cli().operand_hint("use cat").parse(2, args.data()),
                        Equals("unexpected operand 'a.gz': use cat"));
}

TEST_CASE("help, version and completion answer whatever else is wrong")
{
    const Variable rate("DEMO_RATE", "wrong");
    DemoTool demo;
    REQUIRE(demo.parse({"--help"}) == CommandLine::Action::help);
    REQUIRE(demo.parse({"-V", "--rate", "x"}) == CommandLine::Action::version);
    REQUIRE(demo.parse({"--completion", "zsh"}) == CommandLine::Action::completion);
    REQUIRE_THROWS_WITH(demo.parse({"--completion", "csh"}),
                        Equals("--completion 'csh': not one of bash, zsh, fish"));
}

TEST_CASE("help, version and completion are not taken from the environment")
{
    const Variable help("DEMO_HELP", "true");
    const Variable version("DEMO_VERSION", "1.2");
    DemoTool demo;
    REQUIRE(demo.parse({}) == CommandLine::Action::run);
}

TEST_CASE("checks run after all values are set")
{
    DemoTool demo;
    auto cli = demo.cli();
    double seen = 0;
    cli.check([&] {
        seen = demo.rate;
        throw UsageError("no good");
    });
    const std::vector<const char*> args{"demo", "--rate", "7"};
    REQUIRE_THROWS_WITH(cli.parse(3, args.data()), Equals("no good"));
    REQUIRE(seen == 7);
}

TEST_CASE("quiet wins over verbose")
{
    DemoTool demo;
    const auto level = [&demo](std::vector<const char*> args) {
        auto cli = demo.cli();
        args.insert(args.begin(), "demo");
        cli.parse(static_cast<int>(args.size()), args.data());
        return cli.log_level();
    };
    REQUIRE(level({}) == zws::log::Level::normal);
    REQUIRE(level({"-v"}) == zws::log::Level::verbose);
    REQUIRE(level({"-q", "-v"}) == zws::log::Level::quiet);
}
