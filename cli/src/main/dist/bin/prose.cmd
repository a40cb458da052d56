@echo off
rem Starts Prose on Windows: finds a JDK 25, keeps a cache that makes the JVM start faster, and runs java.
rem
rem   JAVA_HOME   the JDK to use, if it is a 25 or newer
rem   PROSE_OPTS  options for the JVM, separated by spaces, -Xmx8g for instance
rem
rem bin\prose does the same elsewhere, and lib\launch.sh explains the cache. Different here: java reads its arguments
rem in the system's code page, so that characters outside it are lost; two first starts at once both prepare; and the
rem JVM itself asks what is a terminal.

setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "prose_home=%%~fI"

call :find_jdk
if not defined found_jdk (
  >&2 echo prose: no JDK 25 or newer was found. Install one, from https://adoptium.net for instance, or set JAVA_HOME to it.
  exit /b 1
)
set "java=%found_jdk%\bin\java.exe"
for %%I in ("%prose_home%\lib\prose-cli-*.jar") do set "jar=%%~fI"

set "flags=-XX:+UseSerialGC"
if defined PROSE_OPTS if not "%PROSE_OPTS:GC=%"=="%PROSE_OPTS%" set "flags="
if defined JDK_JAVA_OPTIONS if not "%JDK_JAVA_OPTIONS:GC=%"=="%JDK_JAVA_OPTIONS%" set "flags="
if defined JAVA_TOOL_OPTIONS if not "%JAVA_TOOL_OPTIONS:GC=%"=="%JAVA_TOOL_OPTIONS%" set "flags="
rem As lib\launch.sh explains.
if %major% GTR 25 set "flags=%flags% -XX:+IgnoreUnrecognizedVMOptions"
set "options=@%prose_home%\lib\jvm.options"

rem What only this command needs is no part of the cache, nor of the class path of others.
set "server="
if "%~1"=="serve" set "server=;%prose_home%\lib\server\*"
set "content="
if exist "%prose_home%\lib\content" for /f "usebackq" %%C in ("%prose_home%\lib\content") do set "content=%%C"
set "cache="
if defined content call :find_cache
if not defined cache goto plain
if not exist "%cache%\prose.aot" if not exist "%cache%\failed" call :prepare_cache
if not exist "%cache%\prose.aot" goto plain
call :set_class_path
"%java%" %flags% "%options%" -Xlog:disable "-XX:AOTCache=%cache%\prose.aot" %PROSE_OPTS% -cp "%class_path%%server%" dev.prose.cli.Main %*
exit /b %ERRORLEVEL%

:plain
"%java%" %flags% "%options%" -Xlog:disable %PROSE_OPTS% -cp "%jar%%server%" dev.prose.cli.Main %*
exit /b %ERRORLEVEL%


rem Sets cache to the folder for this content and this JDK: one that is there, or else one that can be made.
rem %prose_home:~3% is the installation's path without its drive.
:find_cache
set "name=%content%-%java_build%"
set "cache=%prose_home%\lib\cache\%name%"
if exist "%cache%\" exit /b 0
mkdir "%cache%" 2>nul && exit /b 0
set "cache="
if not defined LOCALAPPDATA exit /b 0
set "cache=%LOCALAPPDATA%\prose\cache\start\%prose_home:~3%\%name%"
if exist "%cache%\" exit /b 0
mkdir "%cache%" 2>nul && exit /b 0
set "cache="
exit /b 0


:set_class_path
set "class_path=%jar%"
for %%I in ("%cache%\*.jar") do call :prepend "%%~fI"
exit /b 0

:prepend
set "class_path=%~1;%class_path%"
exit /b 0


:prepare_cache
setlocal
set "CLASSPATH="
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
set "work=%cache%\work.%RANDOM%%RANDOM%"
mkdir "%work%\run" 2>nul || exit /b 0
>&2 echo prose: preparing a faster start, once
"%java%" %flags% "%options%" -cp "%jar%" dev.prose.cli.RenewedJar "%cache%" "%prose_home%\lib" >"%work%\log" 2>&1 <nul || goto not_prepared
call :set_class_path
pushd "%work%" || goto not_prepared
"%java%" %flags% "%options%" -XX:AOTCacheOutput=prose.aot -cp "%class_path%" dev.prose.cli.StartupTraining run >log 2>&1 <nul
popd
if not exist "%work%\prose.aot" goto not_prepared
move /y "%work%\prose.aot" "%cache%\prose.aot" >nul 2>&1
rd /s /q "%work%" 2>nul
exit /b 0

:not_prepared
move /y "%work%\log" "%cache%\failed" >nul 2>&1
rd /s /q "%work%" 2>nul
exit /b 0


rem Sets found_jdk, java_build and major, or none. Names of variables are alike in capitals and small letters here.
:find_jdk
set "found_jdk="
if defined JAVA_HOME call :accept_jdk "%JAVA_HOME%"
if defined found_jdk exit /b 0
for %%J in (java.exe) do if not "%%~dp$PATH:J"=="" call :accept_jdk "%%~dp$PATH:J.."
if defined found_jdk exit /b 0
for /d %%D in (
  "%ProgramFiles%\Eclipse Adoptium\*"
  "%ProgramFiles%\Java\*"
  "%ProgramFiles%\Microsoft\jdk-*"
  "%ProgramFiles%\Zulu\*"
  "%ProgramFiles%\Amazon Corretto\*"
  "%ProgramFiles%\BellSoft\*"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*"
  "%USERPROFILE%\.jdks\*"
  "%USERPROFILE%\scoop\apps\*jdk*"
) do (
  call :accept_jdk "%%~fD"
  call :accept_jdk "%%~fD\current"
)
exit /b 0

rem Takes the folder %1 if it is a JDK or runtime of version 25 or newer and none was taken before.
rem Its file "release" tells that without starting it.
:accept_jdk
if defined found_jdk exit /b 0
if not exist "%~f1\bin\java.exe" exit /b 0
if not exist "%~f1\release" exit /b 0
set "version="
set "build="
set "vendor="
for /f "usebackq tokens=1,* delims==" %%A in ("%~f1\release") do (
  if "%%A"=="IMPLEMENTOR" set "vendor=%%~B"
  if "%%A"=="JAVA_RUNTIME_VERSION" set "build=%%~B"
  if "%%A"=="JAVA_VERSION" set "version=%%~B"
)
if not defined version exit /b 0
if not defined build set "build=%version%"
if not defined vendor set "vendor=unknown"
set "major=0"
for /f "delims=.-+_ " %%V in ("%version%") do set "major=%%V"
if %major% LSS 25 exit /b 0
set "found_jdk=%~f1"
set "java_build=%build%-%vendor%"
set "java_build=%java_build: =-%"
set "java_build=%java_build:/=-%"
set "java_build=%java_build:,=-%"
exit /b 0
